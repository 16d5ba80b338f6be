import type { Random } from './random.ts';

/** Names of the places of a decimal number, the ones first. */
export const PLACES = ['ones', 'tens', 'hundreds', 'thousands'] as const;

/** A number of so many digits. */
export function numberOf(random: Random, digits: number): number {
  return random.integer(10 ** (digits - 1), 10 ** digits - 1);
}

/** The digit of a number at a place, 0 for the ones. */
export function digitAt(value: number, place: number): number {
  return Math.floor(value / 10 ** place) % 10;
}

/** What the digits of a number stand for, the greatest first, without zeros: 407 is 400 and 7. */
export function placeValues(value: number): number[] {
  return [...String(value)]
    .map((digit, index, { length }) => Number(digit) * 10 ** (length - 1 - index))
    .filter((part) => part > 0);
}

/** A number that is given in units of `10 ** -places`, written exactly: (3150, 2) is 31.5. */
export function decimal(scaled: number, places: number): string {
  const digits = String(Math.abs(scaled)).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return `${scaled < 0 ? '-' : ''}${whole}${places > 0 && fraction ? `.${fraction}` : ''}`;
}

/** An amount of cents in dollars: $7 or $7.20. */
export function dollars(cents: number): string {
  return cents % 100 === 0
    ? `$${cents / 100}`
    : `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** A count with its noun: 1 hour, 2 hours. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Words as a list: a, b and c. */
export function listed(words: string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
