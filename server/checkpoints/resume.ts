import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import type { RunContext } from '../runs/context.ts';
import { endedRun, repeatRun } from '../runs/retry.ts';
import { isFinal } from '../runs/status.ts';
import { countKept } from './copy.ts';

/** Goes on from the last checkpoint, as a new run. @throws NotFoundError, InvalidStateError, TunixUnavailableError */
export async function resumeRun(context: RunContext, id: string): Promise<Run> {
  const run = await endedRun(context, id);
  const problem = await resumeProblem(context, run);
  if (problem) throw new InvalidStateError(problem);
  return repeatRun(context, run, { resumedFromId: run.id });
}

type Ended = Pick<Run, 'id' | 'home' | 'mode' | 'status'>;

export async function isResumable(
  context: Pick<RunContext, 'settings' | 'homeId'>,
  run: Ended,
): Promise<boolean> {
  return isFinal(run.status) && (await resumeProblem(context, run)) === null;
}

async function resumeProblem(
  { settings, homeId }: Pick<RunContext, 'settings' | 'homeId'>,
  { id, home, mode, status }: Ended,
): Promise<string | null> {
  if (mode !== 'LOCAL' || (await countKept(settings.TUNIX_RT_HOME, id)) === 0) {
    return mode === 'LOCAL' && home !== homeId
      ? `What the run ${id} left is on another server, that of the data folder whose \`id\` is ${home}. Resume it there, or retry it from the start here.`
      : `The run ${id} left no checkpoint to go on from; retry it from the start`;
  }
  return status === 'COMPLETED'
    ? `The run ${id} is complete, so that there is nothing to go on with`
    : null;
}
