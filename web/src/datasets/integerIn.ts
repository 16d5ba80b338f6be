export type Range = { min: number; max: number };

export const LIMIT: Range = { min: 1, max: 100_000 };
export const STEPS: Range = { min: 0, max: 2_147_483_647 };
export const SEED: Range = { min: -2_147_483_648, max: 2_147_483_647 };

/** The whole number of a range that a text stands for; undefined when it stands for none. */
export function integerIn(text: string, { min, max }: Range): number | undefined {
  const value = Number(text);
  return text.trim() && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}
