import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import { storedManifest } from '../manifests/stored.ts';
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
    `The run ${id} is ${run.status}: cancel it, or wait until it has ended, and try again`,
  );
}

/** Starts a run as another was started, and says which one it comes from. */
export async function repeatRun(
  context: RunContext,
  { mode, datasetId, datasetKey, datasetDigest, manifestId, timeoutSeconds, configuration }: Run,
  origin: { retryOfId: string } | { resumedFromId: string },
): Promise<Run> {
  if (mode === 'LOCAL') await requireTunix(context);
  return enqueueRun(context, {
    mode,
    datasetId,
    datasetKey,
    datasetDigest,
    manifestId,
    timeoutSeconds,
    configuration: storedManifest(configuration),
    ...origin,
  });
}
