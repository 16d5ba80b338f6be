import { expect, it } from 'vitest';
import { leakText } from './leakText.ts';

it.each([
  [{ leakCount: 96, rowCount: 120, isFloor: false }, 'trained on 96 of these 120 questions'],
  [
    { leakCount: 96, rowCount: 120, isFloor: true },
    'trained on at least 96 of these 120 questions',
  ],
  [{ leakCount: 120, rowCount: 120, isFloor: true }, 'trained on all 120 of these questions'],
  [{ leakCount: 0, rowCount: 120, isFloor: true }, 'trained on rows that are not known any more'],
  [{ leakCount: 0, rowCount: 120, isFloor: false }, undefined],
  [null, undefined],
])('The mark of %j is %j', (leaks, text) => {
  expect(leakText(leaks)).toBe(text);
});
