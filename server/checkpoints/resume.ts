import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import { runFolder } from '../home/layout.ts';
import type { RunContext } from '../runs/context.ts';
import { endedRun, repeatRun } from '../runs/retry.ts';
import { committedSteps } from './committed.ts';

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
