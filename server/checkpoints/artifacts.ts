import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { runFolder } from '../runs/local/folder.ts';

/** A file in a run's folder. */
export type Artifact = { path: string; sizeBytes: number; modifiedAt: Date };

// What server and supervisor tell one another is no result of the run.
const INTERNAL = new Set([
  'supervisor.json',
  'supervisor.lock',
  'supervisor.lock-journal',
  'trainer.json',
  'heartbeat',
  'stop',
]);
const MOST_FILES = 5_000;

/** The files in a run's folder, by path; none when there is no folder. */
export async function listArtifacts(home: string, runId: string): Promise<Artifact[]> {
  const { path: folder } = runFolder(home, runId);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.partial'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !INTERNAL.has(path) && !path.includes('__pycache__'))
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
  const { path: folder } = runFolder(home, runId);
  try {
    const [inner, outer] = [await realpath(join(folder, path)), await realpath(folder)];
    const isFile = (await stat(inner)).isFile();
    return isFile && inner.startsWith(`${outer}${sep}`) && !INTERNAL.has(relative(outer, inner))
      ? inner
      : null;
  } catch {
    return null;
  }
}
