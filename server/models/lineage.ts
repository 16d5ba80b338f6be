import type { Evaluation, Prisma, Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { storedManifest } from '../manifests/stored.ts';
import { storedPlan } from '../runs/plan.ts';

/** A training that led to a model. */
export type Stage = {
  runId: string;
  name: string;
  kind: Run['kind'];
  step: number;
  datasetKey: string;
  datasetDigest: string;
  learned: LearnedRows;
  /** Whether it went on from trainings of which nothing is known any more. */
  isCut: boolean;
};

/** What of its dataset a training learned from. */
type LearnedRows = {
  /** The side of it; null for all of its rows. */
  split: string | null;
  /** The digest of these rows. */
  digest: string;
  /** How some of them were held out; null where it is not told which, since others had been dropped. */
  heldOut: { fraction: number; seed: number } | null;
};

/** What tells which trainings led to what was evaluated. */
export type Evaluated = Pick<Evaluation, 'startRunId' | 'modelVersionId' | 'step'>;

type Checkpoint = { run: Run; step: number };

const MOST_STAGES = 50;

/** The trainings that led to a checkpoint, oldest first. One that went on from another's last checkpoint is one with it. */
export async function lineageOf(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  checkpoint: Checkpoint,
): Promise<Stage[]> {
  const stages: Stage[] = [];
  for (let latest: Checkpoint | undefined = checkpoint; latest; ) {
    const { known, parent, isLost } = await startOf(prisma, latest.run);
    const isFull = stages.length + 1 >= MOST_STAGES;
    stages.unshift(stageOf(latest, { isCut: isLost || (isFull && parent !== undefined) }));
    stages.unshift(...known);
    latest = isFull ? undefined : parent;
  }
  return stages;
}

/** The trainings that led to the subject of an evaluation, oldest first: none for a model as it comes; null where what was
 * evaluated was deleted. */
export async function evaluatedLineage(
  database: Pick<DatabaseConnection, 'prisma'>,
  { startRunId, modelVersionId, step }: Evaluated,
): Promise<Stage[] | null> {
  const { prisma } = database;
  if (modelVersionId !== null) {
    const version = await prisma.modelVersion.findUnique({ where: { id: modelVersionId } });
    if (version) return storedLineage(version);
  }
  // The base of a training was not trained by it.
  if (step === 0 && modelVersionId === null) return [];
  const run = await prisma.run.findUnique({ where: { id: startRunId ?? '' } });
  return run && lineageOf(database, { run, step });
}

/** The lineage of a version from its column, which holds what `lineageOf` found. */
export function storedLineage({ lineage }: { lineage: Prisma.JsonValue }): Stage[] {
  return lineage as Stage[];
}

/** What a training began with: its parent, whose own start is looked for then, or what is known of all before it. */
async function startOf(
  prisma: DatabaseConnection['prisma'],
  { startModelVersionId, startRunId, configuration }: Run,
): Promise<{ known: Stage[]; parent?: Checkpoint; isLost: boolean }> {
  const version = await prisma.modelVersion.findUnique({
    where: { id: startModelVersionId ?? '' },
    include: { run: true },
  });
  if (version && !version.run) return { known: storedLineage(version), isLost: false };
  // The version may have been deleted, and its training be there still.
  const run = version?.run ?? (await prisma.run.findUnique({ where: { id: startRunId ?? '' } }));
  if (!run) return { known: [], isLost: startModelVersionId !== null || startRunId !== null };
  const step = version?.step ?? storedManifest(configuration).start?.steps[0] ?? 0;
  return { known: [], parent: { run, step }, isLost: false };
}

function stageOf({ run, step }: Checkpoint, { isCut }: { isCut: boolean }): Stage {
  const { id, name, kind, datasetKey, datasetDigest } = run;
  const { dataset, data, evaluation, seed } = storedManifest(run.configuration);
  const { fraction } = evaluation;
  const isTold = fraction === 0 || storedPlan(run)?.droppedRows === 0;
  const learned = {
    split: dataset.split ?? null,
    digest: data.digest,
    heldOut: isTold ? { fraction, seed } : null,
  };
  return { runId: id, name, kind, step, datasetKey, datasetDigest, learned, isCut };
}
