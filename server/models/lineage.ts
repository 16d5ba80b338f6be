import type { Prisma, Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { storedManifest } from '../manifests/stored.ts';

/** A training that led to a model. */
export type Stage = {
  runId: string;
  name: string;
  kind: Run['kind'];
  step: number;
  datasetKey: string;
  datasetDigest: string;
};

const MOST_STAGES = 50;

/** The trainings that led to a checkpoint, oldest first. One that went on from another's last checkpoint is one with it. */
export async function lineageOf(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { run, step }: { run: Run; step: number },
): Promise<Stage[]> {
  const stages = [stageOf(run, step)];
  for (let latest: Run | null = run; latest && stages.length < MOST_STAGES; ) {
    const before = await stagesBefore(prisma, latest);
    stages.unshift(...before.stages);
    latest = before.run;
  }
  return stages;
}

/** What a training started from: what is known of all before it, or its parent, whose own start is looked for then. */
async function stagesBefore(
  prisma: DatabaseConnection['prisma'],
  { startModelVersionId, startRunId, configuration }: Run,
): Promise<{ stages: Stage[]; run: Run | null }> {
  const from = await prisma.modelVersion.findUnique({
    where: { id: startModelVersionId ?? '' },
    include: { run: true },
  });
  if (from && !from.run) return { stages: storedLineage(from), run: null };
  // The version may have been deleted, and its training be there still.
  const run = from?.run ?? (await prisma.run.findUnique({ where: { id: startRunId ?? '' } }));
  if (!run) return { stages: [], run: null };
  const step = from?.step ?? storedManifest(configuration).start?.steps[0] ?? 0;
  return { stages: [stageOf(run, step)], run };
}

/** The lineage of a version from its column, which holds what `lineageOf` found. */
export function storedLineage({ lineage }: { lineage: Prisma.JsonValue }): Stage[] {
  return lineage as Stage[];
}

function stageOf({ id, name, kind, datasetKey, datasetDigest }: Run, step: number): Stage {
  return { runId: id, name, kind, step, datasetKey, datasetDigest };
}
