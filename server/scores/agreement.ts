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

/** κ of what two said of each thing. */
export function cohenKappa(pairs: [string, string][]): Agreement {
  const verdicts = [...new Set(pairs.flat())];
  const counts = new Map<string, number>();
  for (const pair of pairs) {
    const key = JSON.stringify(pair);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return kappaOf(
    verdicts.map((one) => verdicts.map((other) => counts.get(JSON.stringify([one, other])) ?? 0)),
  );
}

/** κ = (observed − expected) / (1 − expected); J. Cohen, "A coefficient of agreement for nominal scales", 1960. The
 * table has how often one said its row where the other said its column, with the same verdicts in the same order. */
export function kappaOf(table: readonly (readonly number[])[]): Agreement {
  const rows = table.map(sum);
  const columns = table.map((_, index) => sum(table.map((row) => row[index] ?? 0)));
  const n = sum(rows);
  if (n === 0) return { n, observed: 0, expected: 0, kappa: null };
  const same = sum(table.map((row, index) => row[index] ?? 0));
  // Whole numbers to the last step, so that nothing is lost on the way.
  const byChance = sum(rows.map((row, index) => row * (columns[index] ?? 0)));
  const isDefined = byChance < n ** 2;
  return {
    n,
    observed: same / n,
    expected: byChance / n ** 2,
    kappa: isDefined ? (n * same - byChance) / (n ** 2 - byChance) : null,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
