import { graphql } from '../graphql/generated/gql.ts';
import type { OutcomeCountsFragment, SampleOutcome } from '../graphql/generated/graphql.ts';
import type { OutcomeCounts } from '../ui/outcome/outcomes.ts';

graphql(`
  fragment OutcomeCounts on Evaluation {
    sampleCount
    plannedCount
    correctCount
    wrongCount
    noAnswerCount
    cutOffCount
    errorCount
  }
`);

/** How many samples came to what, as a bar shows them. */
export function countsOf(evaluation: OutcomeCountsFragment): OutcomeCounts {
  return {
    correct: evaluation.correctCount,
    wrong: evaluation.wrongCount,
    unanswered: evaluation.noAnswerCount,
    'cut-off': evaluation.cutOffCount,
    error: evaluation.errorCount,
  };
}

/** The outcomes in the order of their keys, with the name that a bar has for each. */
export const OUTCOME_NAMES = {
  CORRECT: 'correct',
  WRONG: 'wrong',
  NO_ANSWER: 'unanswered',
  CUT_OFF: 'cut-off',
  ERROR: 'error',
} as const satisfies Record<SampleOutcome, string>;
