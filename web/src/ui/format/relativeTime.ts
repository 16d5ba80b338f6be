const DAY = 86_400;
const UNITS: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', DAY],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

// Longer ago, one looks for the day.
const LONGEST = 7 * DAY;

const relative = new Intl.RelativeTimeFormat('en', { style: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });

/** How long ago a moment was, in its greatest whole unit; the day after a week. Both are in milliseconds. */
export function relativeTime(at: number, now: number): string {
  // The server's clock may be ahead of this machine's.
  const seconds = Math.max(0, Math.floor((now - at) / 1_000));
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? ['second', 1];
  if (seconds < 5) return 'just now';
  if (seconds >= LONGEST) return day.format(at);
  return relative.format(-Math.floor(seconds / length), unit).replace('.', '');
}

/** A moment in full, in the reader's time zone. */
export function absoluteTime(at: number): string {
  return absolute.format(at);
}
