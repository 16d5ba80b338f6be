export type ShownRange = [from: number, to: number];

const SHORTEST = 2;

/** A part of a chart that is so many times as long, around a step; null when that is all of it. */
export function zoomed(
  range: ShownRange,
  { all, at, by }: { all: ShownRange; at: number; by: number },
): ShownRange | null {
  const [first, last] = all;
  const length = Math.max(SHORTEST, Math.round((range[1] - range[0]) * by));
  if (length >= last - first) return null;
  const from = Math.max(first, Math.min(last - length, Math.round(at - length / 2)));
  return [from, from + length];
}
