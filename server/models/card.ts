import type { Database } from '../database/open.ts';
import { valueAt } from '../manifests/gather.ts';
import { evaluationsOf } from './evaluationsOf.ts';
import { leaksOf } from './leaks.ts';
import type { Stage } from './lineage.ts';

const MOST_EVALUATIONS = 20;

/** What the card of a model says of a checkpoint: where it came from, and how it does. */
export async function modelCard(
  database: Database,
  {
    name,
    stages,
    step,
    runId,
    modelVersionId,
  }: {
    name: string;
    stages: Stage[];
    step: number;
    runId: string | null;
    modelVersionId: string | null;
  },
) {
  const evaluations = await database.prisma.evaluation.findMany({
    where: { status: 'COMPLETED', ...evaluationsOf({ runId, modelVersionId, step }) },
    orderBy: { id: 'desc' },
    take: MOST_EVALUATIONS,
  });
  const known = [];
  for (const evaluation of evaluations) {
    const { datasetKey, numbers, pins } = evaluation;
    const accuracy = valueAt(numbers, 'accuracy');
    if (accuracy == null) continue;
    const samples = Number(valueAt(pins, 'sampling.samples'));
    const temperature = Number(valueAt(pins, 'sampling.temperature'));
    known.push({
      dataset: datasetKey,
      accuracy: valueAt(accuracy, 'value'),
      low: valueAt(accuracy, 'low'),
      high: valueAt(accuracy, 'high'),
      rows: valueAt(numbers, 'rows'),
      conditions: temperature === 0 ? 'greedy' : `mean of ${samples} at ${temperature}`,
      leaks: await leaksOf(database, evaluation, stages),
    });
  }
  return { name, stages, evaluations: known };
}
