import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import type { RunFolder } from '../home/layout.ts';
import { acquireLock } from '../home/lock.ts';
import { type TrainerExit, trainerExit, trainerProcess } from './supervisor/protocol.ts';

export function readExit(folder: RunFolder): TrainerExit | null {
  return trainerExit.safeParse(readJson(folder.exit)).data ?? null;
}

/** Whether nobody supervises a run, nor noted its end. It keeps the supervisor's lock then: nobody begins to. */
export function isSupervisorGone(folder: RunFolder): boolean {
  if (!existsSync(folder.path)) return true;
  const release = acquireLock(folder.lock);
  if (!release) return false;
  // A supervisor that ended well left its note before it gave the lock back.
  if (!readExit(folder)) return true;
  release();
  return false;
}

/** Ends a trainer without supervisor, if the process of its number is still that; says whether there was one. */
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
