import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { folderAt, runFolder } from '../home/layout.ts';

export type Artifact = { path: string; sizeBytes: number; modifiedAt: Date };

// What server and supervisor tell one another is no result of the run.
const { order, lock, trainer, heartbeat, stop } = folderAt('');
const INTERNAL = new Set([order, lock, `${lock}-journal`, trainer, heartbeat, stop]);
const MOST_FILES = 5_000;

export async function listArtifacts(home: string, runId: string): Promise<Artifact[]> {
  const { path: folder } = runFolder(home, runId);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter(isArtifact)
    .sort()
    .slice(0, MOST_FILES);
  const artifacts = await Promise.all(
    files.map(async (path) => {
      const found = await stat(join(folder, path)).catch(() => null);
      return found
        ? [{ path: path.split(sep).join('/'), sizeBytes: found.size, modifiedAt: found.mtime }]
        : [];
    }),
  );
  return artifacts.flat();
}

/** Where a file of a run lies; null when it is not there, or leads out of the run's folder. */
export async function artifactPath(
  home: string,
  runId: string,
  path: string,
): Promise<string | null> {
  const found = await pathInside(home, runId, path);
  // It may have gone since: a run that trains removes its oldest checkpoints.
  return found && (await stat(found).catch(() => null))?.isFile() ? found : null;
}

/** Like `artifactPath`, of a folder too; the run's own for an empty path, null for what is internal. */
export async function pathInside(
  home: string,
  runId: string,
  path: string,
): Promise<string | null> {
  const { path: folder } = runFolder(home, runId);
  try {
    const [inner, outer] = [await realpath(join(folder, path)), await realpath(folder)];
    const isInside = inner === outer || inner.startsWith(`${outer}${sep}`);
    return isInside && !INTERNAL.has(relative(outer, inner)) ? inner : null;
  } catch {
    return null;
  }
}

export function isArtifact(path: string): boolean {
  return !INTERNAL.has(path) && !path.endsWith('.partial') && !path.includes('__pycache__');
}
