/** What the true number lies between in 95 of 100 cases. */
export type Bounds = { low: number; high: number };

/** A number with its bounds, and how they were reckoned. */
export type Estimate = { value: number; method: Method } & Bounds;

export type Method = 'WILSON' | 'CLUSTER_NORMAL' | 'BOOTSTRAP';

/** The 97.5th percentile of the standard normal distribution. */
export const Z = 1.959963984540054;

/** Wilson's score interval of a share. Wilson, E. B. (1927), JASA 22. */
export function wilson(correct: number, total: number): Bounds {
  const share = correct / total;
  const spread = Z ** 2 / total;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export function normal(
  value: number,
  error: number,
  { least, most }: { least: number; most: number },
): Bounds {
  return { low: Math.max(least, value - Z * error), high: Math.min(most, value + Z * error) };
}
