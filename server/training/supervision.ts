import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import type { RunFolder } from '../home/layout.ts';
import { acquireLock } from '../home/lock.ts';
import { type TrainerExit, trainerExit, trainerProcess } from './supervisor/protocol.ts';

/** How a trainer ended, as its supervisor wrote it down; null when there is no such note. */
export function readExit(folder: RunFolder): TrainerExit | null {
  return trainerExit.safeParse(readJson(folder.exit)).data ?? null;
}

/** Whether nobody supervises a run any more, and nobody noted its end. The supervisor's lock is kept
 * then, so that nobody begins to. */
export function isSupervisorGone(folder: RunFolder): boolean {
  if (!existsSync(folder.path)) return true;
  const release = acquireLock(folder.lock);
  if (!release) return false;
  // A supervisor that ended well left its note before it gave the lock back.
  if (!readExit(folder)) return true;
  release();
  return false;
}

/** Ends a trainer that has lost its supervisor, if the process of its number is still that trainer.
 * @returns whether there was one to end */
export function endOrphan(folder: RunFolder): boolean {
  const { data } = trainerProcess.safeParse(readJson(folder.trainer));
  if (!data) return false;
  try {
    if (readlinkSync(`/proc/${data.pid}/cwd`) !== realpathSync(folder.path)) return false;
    process.kill(-data.pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
