import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { Application } from '../../application.ts';
import { metricSeries } from '../../metrics/series.ts';

/** The losses of a training, one of each step. */
export async function losses(
  { database }: Pick<Application, 'database'>,
  run: Pick<Run, 'id' | 'metricSeq'>,
): Promise<number[]> {
  const [loss] = await metricSeries(database, {
    runId: run.id,
    names: ['train/loss'],
    maxPoints: 1_000,
    upTo: run.metricSeq,
  });
  return (loss?.points ?? []).flatMap(({ value }) => value ?? []);
}
