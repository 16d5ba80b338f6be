import { describe, expect, it } from 'vitest';
import { groupErrors, placesText } from './groupErrors.ts';

describe('Rows that were refused', () => {
  it('stand together when they were for the same reason', () => {
    expect(
      groupErrors([
        { line: 1, message: 'a' },
        { line: 2, message: 'b' },
        { line: 9, message: 'a' },
      ]),
    ).toEqual([
      { message: 'a', lines: [1, 9] },
      { message: 'b', lines: [2] },
    ]);
  });

  it.each([
    [[2], 'row 2'],
    [[2, 5], 'rows 2, 5'],
    [[1, 2, 3, 4], 'rows 1, 2, 3 and 1 more'],
    [Array.from({ length: 1_000 }, (_, index) => index + 1), 'rows 1, 2, 3 and 997 more'],
  ])('are named in few words', (lines, words) => {
    expect(placesText(lines)).toBe(words);
  });
});
