import { describe, expect, it } from 'vitest';
import { histogramOf } from './histogram.ts';

const bins = (from: number, width: number, counts: number[]) =>
  counts.map((count, index) => ({
    from: from + index * width,
    to: from + (index + 1) * width - 1,
    count,
  }));

describe('A histogram of lengths', () => {
  it.for([1, 2, 5, 10, 20, 50, 200])(
    'has 20 to 40 round bars that touch, of bins of %i',
    (fine) => {
      for (let count = 1; count <= 200; count++) {
        const drawn = histogramOf(bins(10 * fine, fine, Array(count).fill(3)));
        const [bar] = drawn?.bars ?? [];
        expect(String((bar?.to ?? 0) + 1 - (bar?.from ?? 0))).toMatch(/^[125]0*$/);
        expect(drawn?.bars.length).toBeGreaterThanOrEqual(20);
        expect(drawn?.bars.length).toBeLessThanOrEqual(40);
        expect(drawn?.bars.reduce((sum, { count }) => sum + count, 0)).toBe(3 * count);
        for (const [index, { from }] of drawn?.bars.entries() ?? [])
          expect(from).toBe(index === 0 ? drawn?.from : (drawn?.bars[index - 1]?.to ?? 0) + 1);
      }
    },
  );

  it('has round ticks within its axis', () => {
    const drawn = histogramOf(bins(1_800, 2, Array(150).fill(1)));
    expect(drawn).toMatchObject({ from: 1_800, end: 2_100, ticks: [1800, 1900, 2000, 2100] });
  });

  it('shows one length alone as one bar among empty ones', () => {
    const drawn = histogramOf(bins(120, 1, [7]));
    expect(drawn).toMatchObject({ from: 120, end: 140, ticks: [120, 125, 130, 135, 140], most: 7 });
    expect(drawn?.bars.filter(({ count }) => count > 0)).toEqual([
      { from: 120, to: 120, count: 7 },
    ]);
  });

  it('is nothing of nothing', () => {
    expect(histogramOf([])).toBeUndefined();
  });

  it('holds lengths as great as the API can say, and bins of any width', () => {
    const greatest = 2_147_483_647;
    const drawn = histogramOf([{ from: greatest, to: greatest, count: 1 }]);
    expect(drawn?.bars[0]?.count ?? 0).toBe(1);
    for (const fine of [3, 7, 333_333]) {
      const odd = histogramOf(bins(0, fine, Array(200).fill(1)));
      expect(odd?.bars.reduce((sum, { count }) => sum + count, 0)).toBe(200);
      expect(odd?.bars.length).toBeLessThanOrEqual(40);
    }
  });
});
