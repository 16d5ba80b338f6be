import LibsqlDatabase from 'libsql';

/** Locks a file for this process's life, by SQLite: alike on every system. @returns its release, or null */
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
