import type { Evaluation, Run } from '../../prisma/generated/sqlite/client.ts';
import { storedEvaluationPlan } from './plan.ts';

/** What is to be known of an evaluation beside its numbers: what its run warned of, and samples that could not be read. */
export function warningsOf({
  status,
  toldCount,
  sampleCount,
  run,
}: Pick<Evaluation, 'status' | 'toldCount' | 'sampleCount'> & {
  run: Pick<Run, 'evaluationPlan'>;
}): string[] {
  const told = storedEvaluationPlan(run)?.warnings ?? [];
  if (status !== 'COMPLETED' || toldCount === null || toldCount <= sampleCount) return told;
  const lost = toldCount - sampleCount;
  return [
    ...told,
    `${lost} of ${toldCount} samples could not be read from samples.jsonl: their questions have fewer, and the numbers are of the rest`,
  ];
}
