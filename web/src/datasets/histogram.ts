import type { Bin } from './rowsOver.ts';

/** A histogram as it is drawn: bars that touch, the axis below them, and where the middle and the long rows lie. */
export type Histogram = {
  bars: Bin[];
  /** Where the axis begins, and the first length behind its end. */
  from: number;
  end: number;
  ticks: number[];
  most: number;
};

const MOST_BARS = 40;
const MOST_TICKS = 6;

/** Puts fine bins of equal, round width together into bars. */
export function histogramOf(bins: readonly Bin[]): Histogram | undefined {
  const [first] = bins;
  const last = bins.at(-1);
  if (!first || !last) return undefined;
  const fine = first.to + 1 - first.from;
  const width = barWidth(fine, bins.length);
  const from = Math.floor(first.from / width) * width;
  const end = Math.ceil((last.to + 1) / width) * width;
  const bars = Array.from({ length: (end - from) / width }, (_, index) => ({
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

/** A length that at least this share of all rows don't exceed: the end of a bin. */
export function quantile(bins: readonly Bin[], share: number): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { to, count } of bins) {
    seen += count;
    if (count > 0 && seen >= share * total) return to;
  }
  return 0;
}

function ticksOf(from: number, end: number): number[] {
  const step = roundUp((end - from) / (MOST_TICKS - 1));
  const first = Math.ceil(from / step) * step;
  const count = Math.floor((end - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** The least of 1, 2 and 5 times a power of ten that is not below a number. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((digit) => digit * power).find((round) => round >= value) ?? power;
}

/** The least round width that whole bins fill, and of which there are few enough. */
function barWidth(fine: number, count: number): number {
  let width = fine;
  while (width % fine !== 0 || (count * fine) / width > MOST_BARS) width = roundUp(width + 1);
  return width;
}

function countOf({ count }: Bin): number {
  return count;
}
