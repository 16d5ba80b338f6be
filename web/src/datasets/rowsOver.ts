/** Rows of a range of lengths, in tokens; both ends are part of it. */
export type Bin = { from: number; to: number; count: number };

/** How many rows are over a length: exact where a bin ends there, else the least and the most it can be. */
export function rowsOver(bins: readonly Bin[], length: number): { least: number; most: number } {
  let [least, most] = [0, 0];
  for (const { from, to, count } of bins) {
    if (from > length) least += count;
    if (to > length) most += count;
  }
  return { least, most };
}

/** The same for people, of all rows. */
export function rowsOverText(bins: readonly Bin[], length: number): string {
  const { least, most } = rowsOver(bins, length);
  const total = bins.reduce((sum, { count }) => sum + count, 0).toLocaleString('en');
  if (most === 0) return `All ${total} rows fit`;
  const count =
    least === most
      ? least.toLocaleString('en')
      : `${least.toLocaleString('en')} to ${most.toLocaleString('en')}`;
  return `${count} of ${total} rows would be dropped`;
}
