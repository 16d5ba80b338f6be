import type { ModelVersion } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { anyManifest } from '../manifests/stored.ts';

// How many exports of a training, or of a version, are looked at, the newest first.
const MOST_EXPORTS = 100;

/** The ids of the runs that export exactly this checkpoint, as the version or as its training has it, the newest first. */
export async function exportsOf(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { id, runId, step }: Pick<ModelVersion, 'id' | 'runId' | 'step'>,
): Promise<string[]> {
  const runs = await prisma.run.findMany({
    where: {
      kind: 'EXPORT',
      OR: [{ startModelVersionId: id }, ...(runId === null ? [] : [{ startRunId: runId }])],
    },
    orderBy: { id: 'desc' },
    take: MOST_EXPORTS,
    select: { id: true, kind: true, configuration: true },
  });
  return runs.filter((run) => anyManifest(run).start?.steps[0] === step).map((run) => run.id);
}
