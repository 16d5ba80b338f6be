import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import { linkFolder } from '../files/linkFolder.ts';
import { type RunFolder, runFolder } from '../home/layout.ts';
import { newId } from '../ids.ts';
import { anyManifest } from '../manifests/stored.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';
import { enqueueRun, requireTunix } from './start.ts';
import { isFinal } from './status.ts';

/** Starts anew what has ended, as a new run. @throws NotFoundError, InvalidStateError, TunixUnavailableError */
export async function retryRun(context: RunContext, id: string): Promise<Run> {
  const run = await endedRun(context, id);
  return repeatRun(context, run, { retryOfId: run.id });
}

export async function endedRun({ database }: RunContext, id: string): Promise<Run> {
  const run = await getRun(database, id);
  if (isFinal(run.status)) return run;
  throw new InvalidStateError(
    run.status === 'DELETING'
      ? `The run ${id} is being deleted`
      : `The run ${id} is ${run.status}: cancel it, or wait until it has ended, and try again`,
  );
}

/** Takes over what a run started from, or leaves nothing. @throws InvalidStateError where that is deleted meanwhile */
async function takeStart(
  { database }: Pick<RunContext, 'database'>,
  { from, start, own }: { from: string; start: string; own: RunFolder },
): Promise<void> {
  try {
    await linkFolder(start, own.start);
  } catch (error) {
    await rm(own.path, { recursive: true, force: true });
    const run = await database.prisma.run.findUnique({
      where: { id: from },
      select: { status: true },
    });
    if (run && isFinal(run.status)) throw error;
    throw new InvalidStateError(`The run ${from} was deleted while it was to be retried`);
  }
}

/** Starts a run as another was started, and says which one it comes from. */
export async function repeatRun(
  context: RunContext,
  run: Run,
  origin: { retryOfId: string } | { resumedFromId: string },
): Promise<Run> {
  const { mode, kind, datasetId, datasetKey, datasetDigest, manifestId, timeoutSeconds } = run;
  if (mode === 'LOCAL') await requireTunix(context);
  const id = newId();
  const { start } = runFolder(context.settings.TUNIX_RT_HOME, run.id);
  const own = runFolder(context.settings.TUNIX_RT_HOME, id);
  const hasStart = run.startRunId !== null || run.startModelVersionId !== null;
  if (hasStart && mode === 'LOCAL') {
    if (!existsSync(start)) {
      throw new InvalidStateError(
        `The run ${run.id} has no checkpoints to start from any more: start one anew`,
      );
    }
    await takeStart(context, { from: run.id, start, own });
  }
  return enqueueRun(context, {
    id,
    mode,
    kind,
    datasetId,
    datasetKey,
    datasetDigest,
    manifestId,
    timeoutSeconds,
    startRunId: run.startRunId,
    startModelVersionId: run.startModelVersionId,
    configuration: anyManifest(run),
    ...origin,
  });
}
