import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { RunFolder } from '../home/layout.ts';
import type { RunOutcome } from '../runs/queue.ts';
import type { Followed } from './follow.ts';
import { findEnding } from './ingest/ending.ts';
import type { TrainerExit } from './supervisor/protocol.ts';

/** What the end of a trainer, or of its supervisor, makes of its run. */
export async function outcomeOf(
  folder: RunFolder,
  kind: Run['kind'],
  followed: Followed,
): Promise<RunOutcome> {
  return followed.exit
    ? exited(folder, followed.exit, WORKS[kind])
    : supervisorGone(followed.hadOrphan, WORKS[kind]);
}

type Work = { name: string; keeps: string; goesOn: string };

/** What each kind of run does, what a cancelled one keeps, and how one goes on that broke off. */
const WORKS: Record<Run['kind'], Work> = {
  SFT: {
    name: 'Training',
    keeps: ' at step {step}, with a checkpoint',
    goesOn: 'resume the run from its last checkpoint',
  },
  EVALUATION: {
    name: 'Evaluation',
    keeps: ' after {step} samples, which are kept',
    goesOn: 'resume the run from its last sample',
  },
  EXPORT: { name: 'Export', keeps: '', goesOn: 'retry it' },
};

async function exited(folder: RunFolder, exit: TrainerExit, work: Work): Promise<RunOutcome> {
  const { reason, exitCode, signal, error } = exit;
  if (reason === 'not_started') {
    return { status: 'FAILED', message: `The trainer could not be started: ${error}`, exitCode };
  }
  if (reason === 'unsupervised') {
    const message = `The trainer was ended because its supervisor failed: ${error}. What it wrote until then is kept; ${work.goesOn}.`;
    return { status: 'FAILED', message, exitCode };
  }
  // A trainer that ended by itself before it noticed the request has done its work.
  if (exitCode === 0) return { status: 'COMPLETED', message: `${work.name} completed`, exitCode };
  if (reason === 'timed_out') {
    const message = `${work.name} was stopped because its time was up`;
    return { status: 'TIMED_OUT', message, exitCode };
  }
  const told = await findEnding(folder.events);
  if (reason === 'stopped') {
    const isSaved = told?.kind === 'cancelled' && (told.step ?? 0) > 0;
    const where = isSaved ? work.keeps.replace('{step}', `${told.step}`) : '';
    return { status: 'CANCELLED', message: `Cancelled${where}`, exitCode };
  }
  const how = signal ? `was ended by ${signal}` : `exited with code ${exitCode}`;
  const why =
    told?.kind === 'failed' ? `: ${[told.error, told.hint].filter(Boolean).join('\n')}` : '';
  return { status: 'FAILED', message: `The trainer ${how}${why}`, exitCode };
}

function supervisorGone(hadOrphan: boolean, work: Work): RunOutcome {
  const orphan = hadOrphan ? ' Its trainer went on alone and was ended.' : '';
  return {
    status: 'FAILED',
    message: `The supervisor of the run is gone: it was killed, or the machine restarted.${orphan} What the trainer wrote until then is kept; ${work.goesOn}.`,
  };
}
