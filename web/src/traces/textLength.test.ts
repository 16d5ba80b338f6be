import { expect, it } from 'vitest';
import { textLength } from './textLength.ts';

it.each([
  ['', 0],
  ['naïve', 5],
  ['𝄞é漢', 3],
  ['👍🏽', 2],
])('the length of "%s" is %d', (text, length) => expect(textLength(text)).toBe(length));
