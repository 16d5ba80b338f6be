import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Readable } from 'node:stream';
import { packFolder } from '../files/packFolder.ts';
import { isArtifact, pathInside } from './artifacts.ts';

// What a trainer at work writes under another name, until it is whole.
const UNFINISHED = /\.tmp$|orbax-checkpoint-tmp/;

/** A run's folder or a part of it as a tar archive; null where there is none, or it leads out of the folder. */
export async function archiveOf(
  home: string,
  { runId, part, name }: { runId: string; part: string; name: string },
): Promise<Readable | null> {
  const folder = await pathInside(home, runId, '');
  const source = await pathInside(home, runId, part);
  if (!folder || !source || !(await stat(source).catch(() => null))?.isDirectory()) return null;
  return packFolder(source, {
    name,
    isWanted: (path) => isArtifact(relative(folder, path)),
    isPassing: (path) => UNFINISHED.test(path),
  });
}

export async function isKept(
  home: string,
  { runId, path }: { runId: string; path: string },
): Promise<boolean> {
  return (await pathInside(home, runId, path)) !== null;
}
