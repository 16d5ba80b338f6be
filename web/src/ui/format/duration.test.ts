import { describe, expect, it } from 'vitest';
import { durationText } from './duration.ts';

describe('durationText', () => {
  it.each([
    [-1, '0 ms'],
    [0.0184, '18 ms'],
    [1, '1.0 s'],
    [59.94, '59.9 s'],
    [59.96, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3_599.7, '1 h 0 min'],
    [7_500, '2 h 5 min'],
  ])('words %d seconds as "%s"', (seconds, words) => {
    expect(durationText(seconds)).toBe(words);
  });
});
