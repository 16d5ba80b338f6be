const MOST_LENGTHS = 4;
const LEAST_SHARE = 0.1;
const LEAST_BATCHES = 20;

/** The lengths, ascending, that the launcher pads batches to, as its `lengths.py` says: `longest` holds the tokens of
 * the longest sequence of each batch, of which there are `times` as many; `greatest` is that of any batch at all. */
export function chooseLengths(
  longest: readonly number[],
  {
    limit,
    multiple,
    times,
    greatest: most,
  }: { limit: number; multiple: number; times: number; greatest: number },
): number[] {
  const counts = new Map<number, number>();
  const add = (length: number, count: number) => {
    const size = Math.min(limit, Math.ceil(Math.max(length, 1) / multiple) * multiple);
    counts.set(size, (counts.get(size) ?? 0) + count);
  };
  for (const length of longest) add(length, times);
  add(most, 1);
  const sizes = [...counts.keys()].sort((one, other) => one - other);
  const batches = sizes.map((size) => counts.get(size) ?? 0);
  const greatest = sizes.at(-1) ?? limit;
  let chosen = [greatest];
  let tokens = greatest * batches.reduce((sum, count) => sum + count, 0);
  for (const { lengths, total } of bestLengths(sizes, batches)) {
    if (tokens - total < Math.max(tokens * LEAST_SHARE, greatest * LEAST_BATCHES)) break;
    [chosen, tokens] = [lengths, total];
  }
  return chosen;
}

/** The least of the ascending lengths that holds so many tokens. */
export function padTo(tokens: number, lengths: readonly number[]): number {
  return lengths.find((length) => tokens <= length) ?? lengths.at(-1) ?? tokens;
}

/** The best two lengths, the best three and so on, each with the tokens of all batches: by dynamic programming. */
function* bestLengths(
  sizes: number[],
  batches: number[],
): Generator<{ lengths: number[]; total: number }> {
  const before = [0];
  for (const count of batches) before.push((before.at(-1) ?? 0) + count);
  const at = (values: number[], index: number) => values[index] ?? 0;
  let best = sizes.map((size, end) => ({ tokens: size * at(before, end + 1), chain: [size] }));
  for (let more = 1; more < Math.min(MOST_LENGTHS, sizes.length); more++) {
    const last = best;
    best = sizes.map((size, end) =>
      last.slice(0, end).reduce((least, { tokens, chain }, start) => {
        const through = tokens + size * (at(before, end + 1) - at(before, start + 1));
        return through < least.tokens ? { tokens: through, chain: [...chain, size] } : least;
      }, last[end] ?? { tokens: 0, chain: [] }),
    );
    const { tokens = 0, chain = [] } = best.at(-1) ?? {};
    yield { lengths: chain, total: tokens };
  }
}
