/** Missing, of a number that could be there. */
const MISSING = '–';

const MINUS = '−';
const decimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The least and the greatest that a number may be, at some confidence. */
export type Interval = readonly [low: number, high: number];

/** A share of 0 to 1 in per cent, and how sure that is: `61.3 % [58.7, 63.9]`. */
export function shareText(share: number | null | undefined, interval?: Interval): string {
  if (share == null) return MISSING;
  return `${decimal.format(100 * share)} %${bounds(interval, unsigned)}`;
}

/** A difference of two shares in points, always with its sign: `+2.1 pts [−0.4, 4.6]`. */
export function pointsText(difference: number | null | undefined, interval?: Interval): string {
  if (difference == null) return MISSING;
  const points = rounded(difference);
  const sign = points > 0 ? '+' : points < 0 ? MINUS : '±';
  return `${sign}${decimal.format(Math.abs(points))} pts${bounds(interval, signed)}`;
}

/** How wide a difference is, which has no sign: `6.9 pts`. */
export function widthText(width: number): string {
  return `${decimal.format(100 * width)} pts`;
}

/** What an interval says of a difference where more is better. */
export function verdictOf([low, high]: Interval): 'better' | 'worse' | 'cannot tell' {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'cannot tell';
}

function bounds(interval: Interval | undefined, text: (share: number) => string): string {
  return interval ? ` [${text(interval[0])}, ${text(interval[1])}]` : '';
}

function unsigned(share: number): string {
  return decimal.format(100 * share);
}

function signed(share: number): string {
  const points = rounded(share);
  return `${points < 0 ? MINUS : ''}${decimal.format(Math.abs(points))}`;
}

function rounded(share: number): number {
  return Math.round(1_000 * share) / 10;
}
