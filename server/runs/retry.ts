import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import type { ManifestContent } from '../manifests/content.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';
import { runFolder } from './local/folder.ts';
import { committedSteps } from './local/resume.ts';
import { enqueueRun, requireTunix } from './start.ts';
import { isFinal } from './status.ts';

/**
 * Starts anew what a run that has ended did, with the same configuration.
 * @returns the new run
 * @throws NotFoundError when there is no such run, InvalidStateError when it has not ended,
 * TunixUnavailableError for training where google-tunix is not installed
 */
export async function retryRun(context: RunContext, id: string): Promise<Run> {
  const run = await endedRun(context, id);
  return repeatRun(context, run, { retryOfId: run.id });
}

/**
 * Goes on from the last checkpoint of a training that has ended, as a new run with the same
 * configuration.
 * @returns the new run
 * @throws NotFoundError when there is no such run, InvalidStateError when it has not ended or left no
 * checkpoint, TunixUnavailableError where google-tunix is not installed
 */
export async function resumeRun(context: RunContext, id: string): Promise<Run> {
  const run = await endedRun(context, id);
  if (!(await hasCheckpoint(context.settings.TUNIX_RT_HOME, run))) {
    if (run.mode === 'LOCAL' && run.home !== context.homeId) {
      throw new InvalidStateError(
        `What the run ${id} left is on another server, that of the data folder whose \`id\` is ${run.home}. Resume it there, or retry it from the start here.`,
      );
    }
    throw new InvalidStateError(
      `The run ${id} left no checkpoint to go on from; retry it from the start`,
    );
  }
  if (run.status === 'COMPLETED') {
    throw new InvalidStateError(
      `The run ${id} is complete, so that there is nothing to go on with`,
    );
  }
  return repeatRun(context, run, { resumedFromId: run.id });
}

/** Whether a run left a checkpoint that another can go on from. */
export async function hasCheckpoint(
  home: string,
  { id, mode }: Pick<Run, 'id' | 'mode'>,
): Promise<boolean> {
  if (mode !== 'LOCAL') return false;
  return (await committedSteps(runFolder(home, id).checkpoints)).length > 0;
}

async function endedRun({ database }: RunContext, id: string): Promise<Run> {
  const run = await getRun(database, id);
  if (isFinal(run.status)) return run;
  throw new InvalidStateError(
    `The run ${id} is ${run.status}: cancel it, or wait until it has ended, and try again`,
  );
}

async function repeatRun(
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
    // The column holds a manifest's content, and nothing else writes it.
    configuration: configuration as ManifestContent,
    ...origin,
  });
}
