import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import {
  addSizes,
  type FolderSize,
  freeableBytes,
  measureFolder,
  totalBytes,
} from '../files/measureFolder.ts';
import { layoutOf, readDeletedFolder } from '../home/layout.ts';

export const STORED_KINDS = [
  'RUNS',
  'MODELS',
  'EXPORTS',
  'IMPORTS',
  'COMPILED',
  'DELETED',
  'DATABASE',
] as const;

/** What all of a kind takes of the disk: how many there are, and the bytes of their files, each file counted once, where it
 * stays longest. */
export type StoredKind = { kind: (typeof STORED_KINDS)[number]; count: number; bytes: number };

/** What the folder of a run holds, and what of that comes free when the run alone is deleted. */
export type StoredRun = { runId: string; sizeBytes: number; freedBytes: number };

export type Measurement = {
  measuredAt: Date;
  /** The kinds that there are, in the order of their list. */
  kinds: StoredKind[];
  runs: StoredRun[];
};

/** Measures the data folder, some folders at a time. */
export async function measureHome(
  { home, database, signal }: { home: string; database: Database; signal: AbortSignal },
  told: (progress: { done: number; total: number }) => void,
): Promise<Measurement> {
  const layout = layoutOf(home);
  const measuredAt = new Date();
  const seen = new Set<string>();
  const names = await readdir(layout.runs).catch(() => []);
  const runIds = names.filter((name) => !readDeletedFolder(name));
  const deleted = names.filter(readDeletedFolder);
  // What models keep stays when runs are deleted, so that it is theirs.
  const models = await kindOf('MODELS', [layout.models], seen);
  const runs: StoredRun[] = [];
  let bytes = 0;
  for (let from = 0; from < runIds.length; from += AT_ONCE) {
    signal.throwIfAborted();
    const some = runIds.slice(from, from + AT_ONCE);
    const sizes = await Promise.all(some.map((name) => measureFolder(join(layout.runs, name))));
    for (const [index, size] of sizes.entries()) {
      const runId = some[index] ?? '';
      runs.push({ runId, sizeBytes: totalBytes(size), freedBytes: freeableBytes(size) });
      bytes += unseenBytes(size, seen);
    }
    told({ done: from + some.length, total: runIds.length });
  }
  const kinds = [
    { kind: 'RUNS' as const, count: runs.length, bytes },
    models,
    await kindOf('EXPORTS', [layout.exports], seen),
    await kindOf('IMPORTS', [layout.imports], seen),
    await kindOf('COMPILED', [layout.compiled], seen),
    await kindOf(
      'DELETED',
      deleted.map((name) => join(layout.runs, name)),
      seen,
    ),
    { kind: 'DATABASE' as const, count: 1, bytes: await databaseBytes(database) },
  ];
  return { measuredAt, kinds: kinds.filter(({ count }) => count > 0), runs };
}

const AT_ONCE = 8;

/** All of a kind: of a single folder the entries count, of several the folders themselves. */
async function kindOf(
  kind: StoredKind['kind'],
  folders: string[],
  seen: Set<string>,
): Promise<StoredKind> {
  const size = addSizes(await Promise.all(folders.map(measureFolder)));
  const [only] = folders;
  const count =
    kind === 'DELETED' || only === undefined
      ? folders.length
      : (await readdir(only).catch(() => [])).length;
  return { kind, count, bytes: unseenBytes(size, seen) };
}

/** What files hold that were not counted before under another of their names. */
function unseenBytes({ ownBytes, shared }: FolderSize, seen: Set<string>): number {
  let bytes = ownBytes;
  for (const [key, file] of shared) {
    if (!seen.has(key)) bytes += file.bytes;
    seen.add(key);
  }
  return bytes;
}

// What SQLite keeps beside its file, and the index of words.
const BESIDE = ['', '-wal', '-shm', '-search', '-search-wal', '-search-shm'];

async function databaseBytes({ provider, prisma, location }: Database): Promise<number> {
  if (provider === 'postgresql') {
    const [row] = await prisma.$queryRaw<{ bytes: bigint }[]>(
      sql`SELECT pg_database_size(current_database()) AS bytes`,
    );
    return Number(row?.bytes ?? 0);
  }
  const sizes = await Promise.all(
    BESIDE.map(async (ending) => (await lstat(`${location}${ending}`).catch(() => null))?.size),
  );
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
