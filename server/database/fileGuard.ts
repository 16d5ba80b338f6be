import { statSync } from 'node:fs';
import { DatabaseUnavailableError } from '../errors.ts';

/** Throws once the path has another file, or none: what was deleted or replaced still takes writes that are lost. */
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
