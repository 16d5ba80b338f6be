import LibsqlDatabase from 'libsql';

/** Takes a lock on a file, which the system gives up when the process ends, however it ends. It is
 * SQLite's own lock: the one that works alike on every system.
 * @returns what gives it back, or null when another process holds it */
export function acquireLock(path: string): (() => void) | null {
  const database = new LibsqlDatabase(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
