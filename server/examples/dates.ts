import { count, listed } from './numbers.ts';
import type { Random } from './random.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];
const MILLISECONDS_A_DAY = 86_400_000;

/** Two dates so many days apart, in 2024 to 2031, and how their distance is found. */
export function span(random: Random, days: number) {
  const start = new Date(Date.UTC(2024, 0, 1 + random.integer(0, 7 * 365)));
  const end = new Date(start.getTime() + days * MILLISECONDS_A_DAY);
  return {
    from: dateText(start),
    to: dateText(end),
    days,
    start,
    work: spanWork(start, end, days),
  };
}

function spanWork(start: Date, end: Date, days: number): string[] {
  const [firstMonth, lastMonth] = [monthNumber(start), monthNumber(end)];
  if (firstMonth === lastMonth) {
    return [`Both are in the same month: ${end.getUTCDate()} - ${start.getUTCDate()} = ${days}.`];
  }
  const lengthOfFirst = monthLength(firstMonth);
  const rest = lengthOfFirst - start.getUTCDate();
  const between = Array.from(
    { length: lastMonth - firstMonth - 1 },
    (_, index) => firstMonth + 1 + index,
  );
  const lengths = between.map(monthLength);
  const full = lengths.reduce((sum, length) => sum + length, 0);
  const leapYear = [firstMonth, ...between].find(
    (month) => month % 12 === 1 && monthLength(month) === 29,
  );
  return [
    ...(leapYear === undefined
      ? []
      : [`${Math.floor(leapYear / 12)} is a leap year, so its February has 29 days.`]),
    `Rest of ${monthName(firstMonth)}: ${lengthOfFirst} - ${start.getUTCDate()} = ${rest}.`,
    ...(between.length === 0
      ? []
      : [
          `${listed(between.map(monthName))}: ${between.length === 1 ? full : `${lengths.join(' + ')} = ${full}`} days.`,
        ]),
    `Together with ${count(end.getUTCDate(), 'day')} of ${monthName(lastMonth)}: ${[rest, ...(full > 0 ? [full] : []), end.getUTCDate()].join(' + ')} = ${days}.`,
  ];
}

/** Months counted through all years, so that December is followed by January. */
function monthNumber(date: Date): number {
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

function monthLength(month: number): number {
  return new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
}

function monthName(month: number): string {
  return MONTHS[month % 12] ?? '';
}

function dateText(date: Date): string {
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
