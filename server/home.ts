import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from './ids.ts';
import { acquireLock } from './lock.ts';

/** The data folder of a server, held by it alone until it is released or its process ends. */
export type Home = { path: string; id: string; release: () => void };

/** Another server holds the data folder. */
export class HomeInUseError extends Error {
  override name = 'HomeInUseError';
}

/** The data folder can't be made or written. */
export class HomeUnusableError extends Error {
  override name = 'HomeUnusableError';
}

/**
 * Opens a data folder, creating it, and keeps other servers out of it.
 * @throws HomeInUseError when another server holds it, HomeUnusableError when it can't be made
 */
export function openHome(path: string): Home {
  makeFolder(join(path, 'runs'));
  const release = acquireLock(join(path, 'lock'));
  if (!release) {
    throw new HomeInUseError(
      `Another server is at work on the data folder ${path}. Stop it, or choose another folder with TUNIX_RT_HOME.`,
    );
  }
  return { path, id: readId(join(path, 'id')), release };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HomeUnusableError(
      `The data folder can't be made: ${reason}. Choose another with TUNIX_RT_HOME.`,
    );
  }
}

function readId(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const id = newId();
  writeFileSync(path, `${id}\n`);
  return id;
}
