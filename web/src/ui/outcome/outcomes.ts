/** What can come of an answer, in the order in which it is always shown; a shape tells each without its colour. */
export const OUTCOMES = [
  { name: 'correct', word: 'correct', shape: '●' },
  { name: 'wrong', word: 'wrong', shape: '✕' },
  { name: 'unanswered', word: 'no answer', shape: '○' },
  { name: 'cut-off', word: 'cut off', shape: '⇥' },
  { name: 'error', word: 'error', shape: '!' },
] as const;

export type Outcome = (typeof OUTCOMES)[number]['name'];

export type OutcomeCounts = Record<Outcome, number>;

export type OutcomePart = {
  name: Outcome;
  word: string;
  shape: string;
  count: number;
  share: number;
};

/** The outcomes with their shares of all, those that there are. */
export function partsOf(counts: OutcomeCounts): OutcomePart[] {
  const all = totalOf(counts);
  return OUTCOMES.map((outcome) => ({
    ...outcome,
    count: counts[outcome.name],
    share: all === 0 ? 0 : counts[outcome.name] / all,
  })).filter(({ count }) => count > 0);
}

export function totalOf(counts: OutcomeCounts): number {
  return OUTCOMES.reduce((sum, { name }) => sum + counts[name], 0);
}
