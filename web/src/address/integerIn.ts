export type Range = { min: number; max: number };

/** The whole number of a range that a text stands for; undefined when it stands for none. */
export function integerIn(text: string, { min, max }: Range): number | undefined {
  const value = Number(text);
  return text.trim() && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}
