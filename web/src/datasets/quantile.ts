import type { Bin } from './rowsOver.ts';

/** A length that at least this share of all rows don't exceed. */
export type Quantile = {
  length: number;
  /** Whether none below it would do; else it is as near as bins tell. */
  isExact: boolean;
};

/** The end of the bin that reaches a share of all rows; undefined where there are no rows. */
export function quantile(bins: readonly Bin[], share: number): Quantile | undefined {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { from, to, count } of bins) {
    seen += count;
    if (count > 0 && seen >= share * total) return { length: to, isExact: from === to };
  }
  return undefined;
}
