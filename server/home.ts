import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import LibsqlDatabase from 'libsql';
import { v7 as uuidv7 } from 'uuid';

/** The data folder of a server, held by it alone until it is released or its process ends. */
export type Home = { path: string; id: string; release: () => void };

/** Another server holds the data folder. */
export class HomeInUseError extends Error {
  override name = 'HomeInUseError';
}

/**
 * Opens a data folder, creating it, and keeps other servers out of it. The lock is SQLite's own on a
 * file, which the system gives up when the process ends, however it ends.
 * @throws HomeInUseError when another server holds it
 */
export function openHome(path: string): Home {
  mkdirSync(path, { recursive: true });
  const lock = new LibsqlDatabase(join(path, 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new HomeInUseError(
      `Another server is at work on the data folder ${path}. Stop it, or choose another folder with TUNIX_RT_HOME.`,
    );
  }
  return { path, id: readId(join(path, 'id')), release: () => lock.close() };
}

function readId(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const id = uuidv7();
  writeFileSync(path, `${id}\n`);
  return id;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
