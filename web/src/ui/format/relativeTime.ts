const UNITS: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const relative = new Intl.RelativeTimeFormat('en', { style: 'narrow' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });

/** How long ago a moment was, in its greatest whole unit; both in milliseconds. */
export function relativeTime(at: number, now: number): string {
  // The server's clock may be ahead of this machine's.
  const seconds = Math.max(0, Math.floor((now - at) / 1_000));
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? ['second', 1];
  return seconds < 5 ? 'just now' : relative.format(-Math.floor(seconds / length), unit);
}

/** A moment in full, in the reader's time zone. */
export function absoluteTime(at: number): string {
  return absolute.format(at);
}
