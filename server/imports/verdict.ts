import { type DraftScore, lookUp } from './reader.ts';

type About = { criteria: string; step?: number; explanation?: unknown };

/** A yes or no as a score of 1 or 0, whose label is the word; none where there is neither. */
export function verdictOf(value: unknown, { criteria, step, explanation }: About): DraftScore[] {
  const label = typeof value === 'boolean' || typeof value === 'string' ? String(value).trim() : '';
  const score = lookUp(WORDS, label.toLowerCase());
  if (score === undefined) return [];
  return [
    {
      criteria,
      score,
      label,
      ...(step === undefined ? {} : { step }),
      ...(typeof explanation === 'string' && explanation.trim() !== '' ? { explanation } : {}),
    },
  ];
}

const WORDS: Record<string, number> = { true: 1, false: 0, yes: 1, no: 0 };

/** A number as a score; none where a value is no number, nor the text of one. */
export function scoreOf(value: unknown, { criteria, step, explanation }: About): DraftScore[] {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof score !== 'number' || !Number.isFinite(score)) return [];
  return [
    {
      criteria,
      score,
      ...(step === undefined ? {} : { step }),
      ...(typeof explanation === 'string' && explanation.trim() !== '' ? { explanation } : {}),
    },
  ];
}
