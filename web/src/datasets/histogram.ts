import type { Bin } from './rowsOver.ts';

/** A histogram as it is drawn: bars that touch, and the axis below them. */
export type Histogram = {
  bars: Bin[];
  /** Where the axis begins, and the first length behind its end. */
  from: number;
  end: number;
  ticks: number[];
  most: number;
};

const LEAST_BARS = 20;
const MOST_BARS = 40;
const MOST_TICKS = 6;

/** Puts fine bins of equal width together into 20 to 40 bars, of which the last may be empty. */
export function histogramOf(bins: readonly Bin[]): Histogram | undefined {
  const [first] = bins;
  const last = bins.at(-1);
  if (!first || !last) return undefined;
  const startFor = (width: number) => Math.floor(first.from / width) * width;
  const countFor = (width: number) => Math.ceil((last.to + 1 - startFor(width)) / width);
  const fine = first.to + 1 - first.from;
  // Whole bins fill each of them; there is no round one only where bins are of an odd width.
  const width =
    ROUND.find((round) => round % fine === 0 && countFor(round) <= MOST_BARS) ??
    fine * Math.ceil((last.to + 1 - first.from) / fine / (MOST_BARS - 1));
  const from = startFor(width);
  const count = Math.max(LEAST_BARS, countFor(width));
  const end = from + count * width;
  const bars = Array.from({ length: count }, (_, index) => ({
    from: from + index * width,
    to: from + (index + 1) * width - 1,
    count: 0,
  }));
  for (const bin of bins) {
    const bar = bars[Math.floor((bin.from - from) / width)];
    if (bar) bar.count += bin.count;
  }
  return { bars, from, end, ticks: ticksOf(from, end), most: Math.max(...bars.map(countOf)) };
}

function ticksOf(from: number, end: number): number[] {
  const step = roundUp((end - from) / (MOST_TICKS - 1));
  const first = Math.ceil(from / step) * step;
  const count = Math.floor((end - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function roundUp(value: number): number {
  return ROUND.find((round) => round >= value) ?? value;
}

// 1, 2, 5, 10, 20, 50 …
const ROUND = Array.from(
  { length: 30 },
  (_, index) => ([1, 2, 5][index % 3] ?? 1) * 10 ** Math.floor(index / 3),
);

function countOf({ count }: Bin): number {
  return count;
}
