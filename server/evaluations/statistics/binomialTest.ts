/** The chance that of so many fair throws at most `fewer` fall on one side, or on the other: the exact two-sided binomial
 * test at one half. Of rows on which one sample of each side differs it is McNemar's exact test, McNemar, Q. (1947),
 * Psychometrika 12; of rows' means that differ the sign test, Dixon, W. J. and Mood, A. M. (1946), JASA 41. */
export function binomialTest(one: number, other: number): number {
  const throws = one + other;
  const fewer = Math.min(one, other);
  if (throws === 0) return 1;
  // From the likeliest down, each by the one before it, until what is left changes nothing.
  let chance = Math.exp(logChance(throws, fewer));
  let sum = 0;
  for (let side = fewer; side >= 0 && chance > sum * Number.EPSILON; side--) {
    sum += chance;
    chance *= side / (throws - side + 1);
  }
  return Math.min(1, 2 * sum);
}

/** The logarithm of C(n, k) / 2^n. */
function logChance(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k) - n * Math.LN2;
}

const FEW = 16;

/** Exact where few factors are multiplied, else by Stirling's series, whose next term is below 10^-12. */
function logFactorial(n: number): number {
  if (n < FEW) {
    let product = 1;
    for (let factor = 2; factor <= n; factor++) product *= factor;
    return Math.log(product);
  }
  const square = n * n;
  const series = 1 / 12 - (1 / 360 - (1 / 1_260 - 1 / 1_680 / square) / square) / square;
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + series / n;
}
