const grouped = new Intl.NumberFormat('en');

/** A whole number with its thousands apart. */
export function numberText(value: number): string {
  return grouped.format(value);
}
