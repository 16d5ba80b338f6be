import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Opens a file to read; null for nothing, or what a trainer may put there: a link, a folder, a pipe. */
export async function openFile(path: string): Promise<FileHandle | null> {
  const file = await openUnfollowed(path);
  if (!file) return null;
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return null;
}

// Without waiting: a pipe opens when there is someone to write to it.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

async function openUnfollowed(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, FLAGS);
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return null;
    throw error;
  }
}

// ELOOP is a link, ENXIO a socket; the last two are names that no file has.
const ABSENT = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'ENXIO',
  'ENAMETOOLONG',
  'ERR_INVALID_ARG_VALUE',
]);
