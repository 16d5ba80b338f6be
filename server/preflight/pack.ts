/** How many sequences stay open for further rows. The launcher packs by the same rule. */
const OPEN_SEQUENCES = 64;

/** Lays rows of so many tokens, in the order given, into sequences of at most `limit` tokens, as the launcher's
 * `packing.py` says; answers the tokens of each sequence. */
export function pack(lengths: readonly number[], limit: number): number[] {
  const shortest = lengths.reduce((least, length) => Math.min(least, length), limit);
  const sequences: number[] = [];
  const open: number[] = [];
  for (const length of lengths) {
    let place = open.findIndex((index) => (sequences[index] ?? 0) + length <= limit);
    if (place < 0) {
      if (open.length === OPEN_SEQUENCES) open.shift();
      place = open.push(sequences.push(0) - 1) - 1;
    }
    const index = open[place] ?? 0;
    const tokens = (sequences[index] ?? 0) + length;
    sequences[index] = tokens;
    if (limit - tokens < shortest) open.splice(place, 1);
  }
  return sequences;
}
