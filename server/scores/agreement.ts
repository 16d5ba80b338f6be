/** How far two who judged the same things agree beyond what chance would give: Cohen's κ. */
export type Agreement = {
  /** How many things both judged. */
  n: number;
  /** The share on which they agree. */
  observed: number;
  /** The share on which they would agree by chance, by how often each gives each verdict. */
  expected: number;
  /** 1 when they always agree, 0 when as often as by chance; null where it is not defined: without pairs, or when both
   * always give one and the same verdict. */
  kappa: number | null;
};

/** κ = (observed − expected) / (1 − expected); J. Cohen, "A coefficient of agreement for nominal scales", 1960. */
export function cohenKappa(pairs: [string, string][]): Agreement {
  const n = pairs.length;
  if (n === 0) return { n, observed: 0, expected: 0, kappa: null };
  const observed = pairs.filter(([one, other]) => one === other).length / n;
  const ones = countsOf(pairs.map(([one]) => one));
  const others = countsOf(pairs.map(([, other]) => other));
  let agreeing = 0;
  for (const [verdict, count] of ones) agreeing += count * (others.get(verdict) ?? 0);
  const expected = agreeing / n ** 2;
  const isDefined = agreeing < n ** 2;
  return {
    n,
    observed,
    expected,
    kappa: isDefined ? (observed - expected) / (1 - expected) : null,
  };
}

function countsOf(verdicts: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return counts;
}
