const grouped = new Intl.NumberFormat('en');

/** A whole number with its thousands apart. */
export function numberText(value: number): string {
  return grouped.format(value);
}

/** How many there are of a noun whose plural ends in s: `1 trace`, `2,000 traces`. */
export function countText(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
