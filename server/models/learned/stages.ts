import type { Evaluation, Run } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { storedManifest } from '../../manifests/stored.ts';

/** A training that led to what was evaluated, and what it was trained on. */
export type Stage = {
  run: Run;
  /** Its checkpoint from which the next goes on, or that was evaluated; null for its last. */
  step: number | null;
  datasetKey: string;
  datasetDigest: string;
  split: string | null;
};

/** What tells which trainings led to what was evaluated. */
export type Led = Pick<Evaluation, 'startRunId' | 'modelVersionId' | 'step'>;

const MOST_STAGES = 20;

/** The trainings that led to the subject of an evaluation, the first first; none for a model as it comes, and for what was
 * deleted since. */
export async function stagesOf(
  { prisma }: Pick<Database, 'prisma'>,
  { startRunId, modelVersionId, step }: Led,
): Promise<Stage[]> {
  // The base of a training was not trained by it.
  if (step === 0 && modelVersionId === null) return [];
  const version =
    modelVersionId === null
      ? null
      : await prisma.modelVersion.findUnique({ where: { id: modelVersionId } });
  const stages: Stage[] = [];
  let next: { id: string | null; step: number | null } = {
    id: startRunId ?? version?.runId ?? null,
    step: version?.step ?? step,
  };
  while (next.id !== null && stages.length < MOST_STAGES) {
    const run: Run | null = await prisma.run.findUnique({ where: { id: next.id } });
    if (!run) break;
    const { datasetKey, datasetDigest } = run;
    const split = storedManifest(run.configuration).dataset.split ?? null;
    stages.unshift({ run, step: next.step, datasetKey, datasetDigest, split });
    next = { id: run.resumedFromId ?? run.startRunId, step: null };
  }
  return stages;
}
