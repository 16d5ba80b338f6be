import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { copyProgress } from '../checkpoints/copy.ts';
import { isSystemError } from '../files/systemError.ts';
import { layoutOf, type RunFolder, runFolder } from '../home/layout.ts';
import { retryPassing } from '../retryPassing.ts';
import type { RunContext } from '../runs/context.ts';
import type { RunOutcome } from '../runs/queue.ts';
import { followTrainer } from './follow.ts';
import { launchSupervisor } from './launch.ts';
import { outcomeOf } from './outcome.ts';
import { prepareFolder } from './prepare.ts';

/** Trains on this machine, or follows what an earlier server began; `stop` ends the trainer, `shutdown` leaves it.
 * @returns how it ended, or null when the server stops first */
export async function trainLocally(
  context: RunContext,
  run: Run,
  { stop, shutdown }: { stop: AbortSignal; shutdown: AbortSignal },
): Promise<RunOutcome | null> {
  const { settings, onError } = context;
  const folder = runFolder(settings.TUNIX_RT_HOME, run.id);
  if (!existsSync(folder.order)) {
    const outcome = await begin(context, run, { folder, stop });
    if (outcome) return outcome;
  }
  const askToStop = () => {
    retryPassing(() => writeFile(folder.stop, ''), { signal: shutdown, onError }).catch(onError);
  };
  if (stop.aborted) askToStop();
  stop.addEventListener('abort', askToStop);
  try {
    const followed = await followTrainer(context, { run, folder, signal: shutdown });
    return followed && (await outcomeOf(folder, run.kind, followed));
  } finally {
    stop.removeEventListener('abort', askToStop);
  }
}

/** Prepares a run's folder and starts its supervisor; answers an outcome when it comes to nothing. */
async function begin(
  { database, settings }: RunContext,
  run: Run,
  { folder, stop }: { folder: RunFolder; stop: AbortSignal },
): Promise<RunOutcome | null> {
  try {
    await prepareFolder(database, folder, run);
    if (run.resumedFromId) {
      await copyProgress(settings.TUNIX_RT_HOME, run.kind, { from: run.resumedFromId, to: folder });
    }
    if (stop.aborted) return { status: 'CANCELLED', message: 'Cancelled before the work began' };
    await launchSupervisor(folder, {
      python: settings.TUNIX_PYTHON,
      timeoutSeconds: run.timeoutSeconds,
      graceSeconds: settings.RUN_GRACE_SECONDS,
      compiled: resolve(layoutOf(settings.TUNIX_RT_HOME).compiled),
    });
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `The run could not be prepared: ${error.message}`;
    return { status: 'FAILED', message, exitCode: 1 };
  }
}
