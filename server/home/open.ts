import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { validate } from 'uuid';
import { newId } from '../ids.ts';
import { shown } from '../parse.ts';
import { layoutOf } from './layout.ts';
import { acquireLock } from './lock.ts';

/** The data folder of a server, held by it alone until it is released or its process ends. */
export type Home = { path: string; id: string; release: () => void };

export class HomeInUseError extends Error {
  override name = 'HomeInUseError';
}

export class HomeUnusableError extends Error {
  override name = 'HomeUnusableError';
}

/** Opens a data folder for this server alone. @throws HomeInUseError, HomeUnusableError */
export function openHome(path: string): Home {
  const { lock, id, runs } = layoutOf(path);
  const release = usable(path, () => {
    mkdirSync(runs, { recursive: true });
    // SQLite would take a lock that locks nothing on a file that it may only read.
    closeSync(openSync(lock, 'a'));
    return acquireLock(lock);
  });
  if (!release) {
    throw new HomeInUseError(
      `Another server is at work on the data folder ${path}. Stop it, or choose another folder with TUNIX_RT_HOME.`,
    );
  }
  try {
    return { path, id: usable(path, () => readId(id)), release };
  } catch (error) {
    release();
    throw error;
  }
}

function usable<Result>(path: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    if (error instanceof HomeUnusableError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new HomeUnusableError(
      `The data folder ${path} can't be made or written: ${reason}. Make room and let this user write there, or choose another folder with TUNIX_RT_HOME.`,
    );
  }
}

/** The id of the folder, made where there is none yet, or where a full disk left its file empty. */
function readId(path: string): string {
  const stored = readText(path).trim();
  if (validate(stored)) return stored;
  if (stored !== '') {
    throw new HomeUnusableError(
      `Expected the id of the data folder in ${path}, got ${shown(stored)}. Restore the file; runs of the folder are known by it.`,
    );
  }
  const id = newId();
  writeFileSync(`${path}.partial`, `${id}\n`, { flush: true });
  renameSync(`${path}.partial`, path);
  return id;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
