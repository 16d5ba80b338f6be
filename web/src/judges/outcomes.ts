import type { JudgeOutcome } from '../graphql/generated/graphql.ts';
import type { OutcomeKind } from '../ui/outcome/outcomes.ts';

/** What can come of asking a judge about a trace, in the order in which it is always shown. */
export const VERDICT_OUTCOMES = [
  { name: 'SCORED', word: 'scored', shape: '●', colour: 'correct' },
  { name: 'REFUSED', word: 'refused', shape: '○', colour: 'unanswered' },
  { name: 'UNPARSEABLE', word: 'unparseable', shape: '⇥', colour: 'cut-off' },
  { name: 'ERROR', word: 'error', shape: '!', colour: 'error' },
] as const satisfies (OutcomeKind & { name: JudgeOutcome })[];

export function outcomeOf(name: JudgeOutcome): OutcomeKind {
  return VERDICT_OUTCOMES.find((kind) => kind.name === name) ?? VERDICT_OUTCOMES[3];
}

/** How many traces of a job have come to each outcome. */
export function countsOf(job: {
  scoredCount: number;
  refusedCount: number;
  unparseableCount: number;
  errorCount: number;
}): Record<JudgeOutcome, number> {
  return {
    SCORED: job.scoredCount,
    REFUSED: job.refusedCount,
    UNPARSEABLE: job.unparseableCount,
    ERROR: job.errorCount,
  };
}
