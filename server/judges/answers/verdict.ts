import { shown } from '../../parse.ts';
import { type Criterion, describeScale, foldLabel } from '../rubric.ts';

/** What a judge says of a trace by one criteria. */
export type Verdict = {
  criteria: string;
  score: number;
  label: string | null;
  explanation: string | null;
};

/** The verdicts of an answer, one for each criteria of the rubric, or why there are none. */
export type Reading = { verdicts: Verdict[] } | { problem: string };

/** Reads each criteria's value; `valueFor` finds it in the answer. */
export function readEach(
  rubric: Criterion[],
  {
    valueFor,
    explanation,
  }: { valueFor: (criteria: string) => unknown; explanation: string | null },
): Reading {
  const verdicts: Verdict[] = [];
  for (const { criteria, scale } of rubric) {
    const value = valueFor(criteria);
    const verdict = 'labels' in scale ? labelled(value, scale.labels) : scaled(value, scale);
    if (!verdict) {
      const got = value === undefined ? 'none' : shown(value);
      return { problem: `Expected ${describeScale(scale)} for ${criteria}, got ${got}` };
    }
    verdicts.push({ criteria, ...verdict, explanation });
  }
  return { verdicts };
}

function labelled(value: unknown, labels: { label: string; score: number }[]) {
  if (typeof value !== 'string') return null;
  const found = labels.find(({ label }) => foldLabel(label) === foldLabel(value));
  return found ? { score: found.score, label: found.label } : null;
}

function scaled(value: unknown, { min, max }: { min: number; max: number }) {
  const score = typeof value === 'string' ? numberIn(value, max) : value;
  const isWithin = typeof score === 'number' && score >= min && score <= max;
  return isWithin ? { score, label: null } : null;
}

/** A whole text as a number; `7/10` counts where 10 is the end of the scale. */
function numberIn(text: string, max: number): number | null {
  const [, number, end] =
    /^([+-]?\d+(?:\.\d+)?)(?:\s*\/\s*(\d+(?:\.\d+)?))?$/.exec(text.trim()) ?? [];
  if (number === undefined || (end !== undefined && Number(end) !== max)) return null;
  return Number(number);
}
