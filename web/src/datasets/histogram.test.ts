import { describe, expect, it } from 'vitest';
import { histogramOf, quantile } from './histogram.ts';

const bins = (from: number, width: number, counts: number[]) =>
  counts.map((count, index) => ({
    from: from + index * width,
    to: from + (index + 1) * width - 1,
    count,
  }));

describe('A histogram of lengths', () => {
  it.for([1, 2, 5, 10, 20, 50, 200])(
    'has 15 to 41 bars of a round width, of bins of %i',
    (fine) => {
      for (const count of [81, 100, 199, 200]) {
        const drawn = histogramOf(bins(10 * fine, fine, Array(count).fill(3)));
        const [bar] = drawn?.bars ?? [];
        expect(String((bar?.to ?? 0) + 1 - (bar?.from ?? 0))).toMatch(/^[125]0*$/);
        expect(drawn?.bars.length).toBeGreaterThanOrEqual(15);
        expect(drawn?.bars.length).toBeLessThanOrEqual(41);
        expect(drawn?.bars.reduce((sum, { count }) => sum + count, 0)).toBe(3 * count);
      }
    },
  );

  it('has bars that touch, and round ticks within its axis', () => {
    const drawn = histogramOf(bins(1_800, 2, Array(150).fill(1)));
    for (const [index, { from }] of drawn?.bars.entries() ?? []) {
      expect(from).toBe(index === 0 ? drawn?.from : (drawn?.bars[index - 1]?.to ?? 0) + 1);
    }
    expect(drawn).toMatchObject({ from: 1_800, end: 2_100, ticks: [1800, 1900, 2000, 2100] });
  });

  it('shows few bins as they are, also one alone', () => {
    expect(histogramOf(bins(120, 1, [7]))).toEqual({
      bars: [{ from: 120, to: 120, count: 7 }],
      from: 120,
      end: 121,
      ticks: [120, 121],
      most: 7,
    });
    expect(histogramOf([])).toBeUndefined();
  });
});

describe('A share of rows', () => {
  it('is within the end of the bin that reaches it', () => {
    const some = bins(0, 10, [50, 0, 45, 4, 1]);
    expect([0.5, 0.95, 0.99, 1].map((share) => quantile(some, share))).toEqual([9, 29, 39, 49]);
    expect(quantile([], 0.5)).toBe(0);
  });
});
