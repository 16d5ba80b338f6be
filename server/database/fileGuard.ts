import { statSync } from 'node:fs';
import { DatabaseUnavailableError } from '../errors.ts';

/** What throws once a SQLite database is no longer the file that stands at the path now: a file that
 * was deleted or replaced still takes writes, which nobody would find again. */
export function fileGuard(path: string): () => void {
  const opened = identityOf(path);
  return () => {
    if (identityOf(path) === opened) return;
    throw new DatabaseUnavailableError(
      'DATABASE_AWAY',
      `The database file ${path} was deleted or replaced while the server was at work. Stop the server, put the file back, and start it again.`,
    );
  };
}

function identityOf(path: string): string | null {
  const file = statSync(path, { throwIfNoEntry: false });
  return file ? `${file.dev}:${file.ino}` : null;
}
