type Colour = 'correct' | 'wrong' | 'unanswered' | 'cut-off' | 'error';

/** Something that can come of an answer; its shape tells it without its colour. */
export type OutcomeKind = { name: string; word: string; shape: string; colour: Colour };

/** What can come of an answer to a question, in the order in which it is always shown. */
const OUTCOMES: readonly OutcomeKind[] = [
  { name: 'correct', word: 'correct', shape: '●', colour: 'correct' },
  { name: 'wrong', word: 'wrong', shape: '✕', colour: 'wrong' },
  { name: 'unanswered', word: 'no answer', shape: '○', colour: 'unanswered' },
  { name: 'cut-off', word: 'cut off', shape: '⇥', colour: 'cut-off' },
  { name: 'error', word: 'error', shape: '!', colour: 'error' },
];

/** The outcome of a name. */
export function outcomeKind(name: string): OutcomeKind {
  const kind = OUTCOMES.find((one) => one.name === name);
  if (!kind) throw new Error(`Expected the name of an outcome, got ${name}`);
  return kind;
}

/** How many there are of each, by its name. */
export type OutcomeCounts = Readonly<Record<string, number>>;

export type OutcomePart = OutcomeKind & { count: number; share: number };

/** The outcomes with their shares of all, those that there are. */
export function partsOf(counts: OutcomeCounts, kinds = OUTCOMES): OutcomePart[] {
  const all = totalOf(counts, kinds);
  return kinds
    .map((kind) => ({ ...kind, count: counts[kind.name] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map((part) => ({ ...part, share: part.count / all }));
}

export function totalOf(counts: OutcomeCounts, kinds = OUTCOMES): number {
  return kinds.reduce((sum, { name }) => sum + (counts[name] ?? 0), 0);
}
