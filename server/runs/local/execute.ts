import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { Application } from '../../application.ts';
import type { TrainerEvent } from '../ingest/events.ts';
import type { RunOutcome } from '../queue.ts';
import { type TrainerExit, trainerProcess } from '../supervisor/protocol.ts';
import { type RunFolder, runFolder } from './folder.ts';
import { followTrainer } from './follow.ts';
import { launchSupervisor } from './launch.ts';
import { prepareFolder } from './prepare.ts';
import { copyCheckpoints } from './resume.ts';

/**
 * Trains with google-tunix on this machine, or goes on following a training that an earlier server
 * began. `stop` asks the trainer to end; `shutdown` leaves it running.
 * @returns how it ended, or null when the server stops first
 */
export async function trainLocally(
  application: Application,
  run: Run,
  { stop, shutdown }: { stop: AbortSignal; shutdown: AbortSignal },
): Promise<RunOutcome | null> {
  const { database, settings } = application;
  const folder = runFolder(settings.TUNIX_RT_HOME, run.id);
  if (!existsSync(folder.order)) {
    await prepareFolder(database, folder, run);
    if (run.resumedFromId) await copyCheckpoints(settings.TUNIX_RT_HOME, run.resumedFromId, folder);
    if (stop.aborted) return { status: 'CANCELLED', message: 'Cancelled before training began' };
    await launchSupervisor(folder, {
      python: settings.TUNIX_PYTHON,
      timeoutSeconds: run.timeoutSeconds,
    });
  }
  const askToStop = () => void writeFile(folder.stop, '').catch(application.onError);
  if (stop.aborted) askToStop();
  stop.addEventListener('abort', askToStop);
  try {
    const followed = await followTrainer(application, { run, folder, signal: shutdown });
    if (!followed) return null;
    if (!followed.exit) return supervisorGone(folder);
    return outcomeOf(followed.exit, followed.last);
  } finally {
    stop.removeEventListener('abort', askToStop);
  }
}

function outcomeOf(exit: TrainerExit, last: TrainerEvent | null): RunOutcome {
  const { exitCode } = exit;
  if (exit.reason === 'not_started') {
    return {
      status: 'FAILED',
      message: `The trainer could not be started: ${exit.error}`,
      exitCode,
    };
  }
  // A trainer that ended by itself before it noticed the request has done its work.
  if (exitCode === 0) return { status: 'COMPLETED', message: 'Training completed', exitCode };
  if (exit.reason === 'timed_out') {
    return {
      status: 'TIMED_OUT',
      message: 'Training was stopped because its time was up',
      exitCode,
    };
  }
  if (exit.reason === 'stopped') {
    const where =
      last?.kind === 'cancelled' && last.step !== undefined
        ? ` at step ${last.step}, with a checkpoint`
        : '';
    return { status: 'CANCELLED', message: `Cancelled${where}`, exitCode };
  }
  const how = exit.signal ? `was ended by ${exit.signal}` : `exited with code ${exitCode}`;
  const why = last?.kind === 'failed' ? `: ${last.error}${last.hint ? ` ${last.hint}` : ''}` : '';
  return { status: 'FAILED', message: `The trainer ${how}${why}`, exitCode };
}

function supervisorGone(folder: RunFolder): RunOutcome {
  const isKilled = killOrphan(folder);
  const orphan = isKilled ? ' Its trainer went on alone and was ended.' : '';
  return {
    status: 'FAILED',
    message: `The supervisor of the run is gone: it was killed, or the machine restarted.${orphan} What the trainer wrote until then is kept; resume it from its last checkpoint.`,
  };
}

/** Ends a trainer that has lost its supervisor, if the process of its number is still that trainer. */
function killOrphan(folder: RunFolder): boolean {
  try {
    const { pid } = trainerProcess.parse(JSON.parse(readFileSync(folder.trainer, 'utf8')));
    if (readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(folder.path)) return false;
    process.kill(-pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
