import { existsSync } from 'node:fs';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import { runFolder } from '../home/layout.ts';
import type { RunContext } from '../runs/context.ts';
import { endedRun, repeatRun } from '../runs/retry.ts';
import { isFinal } from '../runs/status.ts';
import { keptSteps } from './copy.ts';

/** Goes on from the last checkpoint, as a new run. @throws NotFoundError, InvalidStateError, TunixUnavailableError */
export async function resumeRun(context: RunContext, id: string): Promise<Run> {
  const run = await endedRun(context, id);
  const problem = await resumeProblem(context, run);
  if (problem) throw new InvalidStateError(problem);
  return repeatRun(context, run, { resumedFromId: run.id });
}

type Ended = Pick<Run, 'id' | 'home' | 'mode' | 'kind' | 'status'>;

export async function isResumable(
  context: Pick<RunContext, 'settings' | 'homeId'>,
  run: Ended,
): Promise<boolean> {
  return isFinal(run.status) && (await resumeProblem(context, run)) === null;
}

async function resumeProblem(
  { settings, homeId }: Pick<RunContext, 'settings' | 'homeId'>,
  { id, home, mode, kind, status }: Ended,
): Promise<string | null> {
  if (mode !== 'LOCAL' || !(await hasProgress(settings.TUNIX_RT_HOME, { id, kind }))) {
    return mode === 'LOCAL' && home !== homeId
      ? `What the run ${id} left is on another server, that of the data folder whose \`id\` is ${home}. Resume it there, or retry it from the start here.`
      : `The run ${id} left no ${WENT_BY[kind]} to go on from; retry it from the start`;
  }
  return status === 'COMPLETED'
    ? `The run ${id} is complete, so that there is nothing to go on with`
    : null;
}

const WENT_BY = { SFT: 'checkpoint', EVALUATION: 'samples', EXPORT: 'half of its work' };

async function hasProgress(home: string, { id, kind }: Pick<Run, 'id' | 'kind'>): Promise<boolean> {
  if (kind === 'EXPORT') return false;
  if (kind === 'EVALUATION') return existsSync(runFolder(home, id).samples);
  return (await keptSteps(runFolder(home, id).checkpoints)).length > 0;
}
