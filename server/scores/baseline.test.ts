import { describe, expect, it } from 'vitest';
import { baselineScore, round2 } from './baseline.ts';

describe('Rounding to two decimals', () => {
  // Each as Python's `round(x, 2)` answers.
  it.for([
    [0, 0],
    [50, 50],
    [0.125, 0.12],
    [0.375, 0.38],
    [0.625, 0.62],
    [0.875, 0.88],
    [10.125, 10.12],
    [99.125, 99.12],
    [199_999.125, 199_999.12],
    [199_999.375, 199_999.38],
    [0.005, 0.01],
    [0.015, 0.01],
    [0.025, 0.03],
    [0.045, 0.04],
    [1.005, 1],
    [1.115, 1.11],
    [1.255, 1.25],
    [2.665, 2.67],
    [2.675, 2.67],
    [8.835, 8.84],
    [13.355, 13.36],
    [22.165, 22.16],
    [12_345.675, 12_345.67],
    [99.995, 100],
    [199_999.995, 199_999.99],
    [2.174999999999998, 2.17],
    [33.333333333333336, 33.33],
    [66.66666666666667, 66.67],
    [0.1 + 0.2, 0.3],
    [1e-9, 0],
  ])('takes %d to %d', ([value, rounded]) => {
    expect(round2(Number(value))).toBe(rounded);
  });
});

describe('The baseline score', () => {
  it.for<[number, number, number[]]>([
    [1, 3, [5.3, 3, 5, 0.3]],
    [2, 67, [13.35, 33.5, 10, 3.35]],
    [4, 140, [23.5, 35, 20, 3.5]],
    [4, 87, [22.18, 21.75, 20, 2.17]],
    [4, 35, [20.88, 8.75, 20, 0.88]],
    [4, 25, [20.62, 6.25, 20, 0.62]],
    [3, 10, [15.33, 3.33, 15, 0.33]],
    [10, 5_000, [100, 500, 50, 50]],
    [11, 4_400, [90, 400, 50, 40]],
    [1_000, 1_000_000, [100, 1_000, 50, 50]],
    [1, 200_000, [55, 200_000, 5, 50]],
  ])(
    'of %d steps with %d characters in all is what the formula says',
    ([stepCount, stepChars, [score, averageLength, stepScore, lengthScore]]) => {
      expect(baselineScore({ stepCount, stepChars })).toEqual({
        score,
        details: {
          step_count: stepCount,
          avg_step_length: averageLength,
          total_chars: stepChars,
          step_score: stepScore,
          length_score: lengthScore,
        },
      });
    },
  );
});
