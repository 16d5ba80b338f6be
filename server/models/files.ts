import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { modelFolder } from '../home/layout.ts';

export type ModelFile = { path: string; sizeBytes: number };

const MOST_FILES = 5_000;

/** The files of a version by path; none where they are on another server. */
export async function listModelFiles(home: string, versionId: string): Promise<ModelFile[]> {
  const folder = modelFolder(home, versionId);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort()
    .slice(0, MOST_FILES);
  const files = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(join(folder, path)).catch(() => null);
      return found ? [{ path: path.split(sep).join('/'), sizeBytes: found.size }] : [];
    }),
  );
  return files.flat();
}
