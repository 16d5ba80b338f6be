import { graphql } from '../graphql/generated/gql.ts';
import type { EvaluationSubjectFragment } from '../graphql/generated/graphql.ts';
import type { Interval } from '../ui/format/share.ts';

graphql(`
  fragment EvaluationSubject on Evaluation {
    step
    modelId
    startRun {
      id
      name
    }
  }
`);

/** What was evaluated: `sft gsm8k #12 @180`, or a model as it comes. */
export function subjectText({ step, modelId, startRun }: EvaluationSubjectFragment): string {
  if (step === 0) return startRun ? `${modelId} (base)` : modelId;
  return `${startRun?.name ?? modelId} @${step}`;
}

export function intervalOf({ low, high }: { low: number; high: number }): Interval {
  return [low, high];
}
