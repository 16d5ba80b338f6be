import type { BigIntStats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that has further names: how many in all, and how many of them were met. */
export type SharedFile = { bytes: number; names: number; met: number };

/** What the files of folders hold, in bytes, each counted once. */
export type FolderSize = {
  /** In files that have no other name. */
  ownBytes: number;
  shared: Map<string, SharedFile>;
};

const AT_ONCE = 32;

/** Measures a folder without following links; what goes meanwhile, or can't be read, is left out. */
export async function measureFolder(folder: string): Promise<FolderSize> {
  const size: FolderSize = { ownBytes: 0, shared: new Map() };
  if ((await lstat(folder).catch(() => null))?.isDirectory()) await measureInside(folder, size);
  return size;
}

async function measureInside(folder: string, size: FolderSize): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const paths = files.slice(from, from + AT_ONCE).map(({ name }) => join(folder, name));
    const found = await Promise.all(
      paths.map((path) => lstat(path, { bigint: true }).catch(() => null)),
    );
    for (const stats of found) if (stats) addFile(size, stats);
  }
  for (const entry of entries) {
    if (entry.isDirectory()) await measureInside(join(folder, entry.name), size);
  }
}

function addFile(size: FolderSize, { dev, ino, nlink, size: length }: BigIntStats): void {
  const bytes = Number(length);
  if (nlink <= 1n) size.ownBytes += bytes;
  else addShared(size.shared, `${dev}:${ino}`, { bytes, names: Number(nlink), met: 1 });
}

function addShared(shared: FolderSize['shared'], key: string, file: SharedFile): void {
  const met = (shared.get(key)?.met ?? 0) + file.met;
  shared.set(key, { ...file, met });
}

/** Several folders as one: a file that has a name in two of them is counted once. */
export function addSizes(sizes: Iterable<FolderSize>): FolderSize {
  const sum: FolderSize = { ownBytes: 0, shared: new Map() };
  for (const { ownBytes, shared } of sizes) {
    sum.ownBytes += ownBytes;
    for (const [key, file] of shared) addShared(sum.shared, key, file);
  }
  return sum;
}

/** All that the files hold. */
export function totalBytes({ ownBytes, shared }: FolderSize): number {
  let bytes = ownBytes;
  for (const file of shared.values()) bytes += file.bytes;
  return bytes;
}

/** What comes free when the files are removed: those that have another name elsewhere stay. */
export function freeableBytes({ ownBytes, shared }: FolderSize): number {
  let bytes = ownBytes;
  for (const file of shared.values()) if (file.met >= file.names) bytes += file.bytes;
  return bytes;
}
