import { expect, it } from 'vitest';
import { tickText } from './tickText.ts';

it.each([
  [0, '0'],
  [0.1 + 0.2, '0.3'],
  [-2.5, '-2.5'],
  [100_000, '100000'],
  [2_000_000, '2e6'],
  [1764100000.1, '1764100000.1'],
  [0.00005, '5e-5'],
  [1e300, '1e300'],
])('A tick at %d is labelled %s', (value, text) => {
  expect(tickText(value)).toBe(text);
});
