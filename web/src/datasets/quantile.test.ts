import { describe, expect, it } from 'vitest';
import { quantile } from './quantile.ts';

const bins = (width: number, counts: number[]) =>
  counts.map((count, index) => ({ from: index * width, to: (index + 1) * width - 1, count }));

describe('A share of rows', () => {
  it('is within the end of the bin that reaches it', () => {
    const some = bins(10, [50, 0, 45, 4, 1]);
    expect([0.5, 0.95, 0.99, 1].map((share) => quantile(some, share)?.length)).toEqual([
      9, 29, 39, 49,
    ]);
  });

  it('is exact only where a bin is one length', () => {
    expect(quantile(bins(1, [1, 1]), 1)).toEqual({ length: 1, isExact: true });
    expect(quantile(bins(2, [1, 1]), 1)).toEqual({ length: 3, isExact: false });
  });

  it('is that of the only length where all rows are equal', () => {
    const equal = [{ from: 120, to: 120, count: 1_000_000_000 }];
    for (const share of [0.5, 0.95, 0.99, 1]) expect(quantile(equal, share)?.length).toBe(120);
  });

  it('is nothing of no rows', () => {
    expect(quantile([], 0.5)).toBeUndefined();
    expect(quantile(bins(10, [0, 0]), 0.5)).toBeUndefined();
  });
});
