import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Puts a folder's files into another place, as further names of the same files where the file system can, else as
 * copies. For files that are written once and never changed. */
export async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target);
    else if (entry.isFile()) await linkFile(source, target);
  }
}

async function linkFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    // Another file system, one without links, or as many names as a file may have.
    if (!isRefusedLink(error)) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}

function isRefusedLink(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return ['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'ENOSYS', 'EACCES'].includes(String(code));
}
