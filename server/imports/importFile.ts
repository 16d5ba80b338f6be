import type { Database } from '../database/open.ts';
import type { Settings } from '../env.ts';
import { layoutOf } from '../home/layout.ts';
import { inBatches } from './batches.ts';
import type { Bytes } from './containers/bytes.ts';
import { fingerprint } from './fingerprint.ts';
import type { ImportProgress } from './progress.ts';
import type { Reader } from './reader.ts';
import { readTraces } from './readTraces.ts';
import {
  beginImport,
  breakOffImport,
  endImport,
  findEarlier,
  type NewImport,
  noteProgress,
} from './record.ts';
import type { Splitting } from './splitting.ts';
import { readSpool, spoolTraces } from './spool.ts';
import { storeBatch } from './storeBatch.ts';

/** What an import works with. */
export type ImportContext = {
  database: Database;
  homeId: string;
  settings: Pick<Settings, 'TRACE_MAX_BYTES' | 'TUNIX_RT_HOME'>;
};

export type FileToImport = Omit<NewImport, 'format' | 'splitting'> & {
  splitting: Splitting;
  file: Bytes;
  /** What the rows are read as; by the first that is known where it is not said. */
  reader?: Reader | undefined;
  progress: ImportProgress;
};

/** Stores the good rows of a file batch by batch, in memory that does not grow, and counts them in `progress`; or, if it
 * is atomic, all rows or none. When the file can't be read on, what it gave is stored before the error is thrown. */
export async function importFile(
  context: ImportContext,
  { file, reader, progress, ...given }: FileToImport,
): Promise<void> {
  const id = await beginImport(context, { ...given, format: reader?.name });
  progress.id = id;
  if (reader) progress.format = reader.name;
  const { source, sha256 } = fingerprint(file);
  const reading = {
    source,
    reader,
    splitting: given.splitting,
    progress,
    maxBytes: context.settings.TRACE_MAX_BYTES,
    folder: layoutOf(context.settings.TUNIX_RT_HOME).imports,
  };
  const store = { id, keepsDuplicates: given.keepsDuplicates, reading };
  try {
    await (given.isAtomic ? storeAllOrNone : storeAsRead)(context, store);
    await end(context, { id, isAtomic: given.isAtomic, progress, contentHash: sha256() });
  } catch (error) {
    await breakOffImport(context, id, { progress, error });
    throw error;
  }
}

type Store = {
  id: string;
  keepsDuplicates: boolean;
  reading: Parameters<typeof readTraces>[0];
};

async function storeAsRead(
  { database }: ImportContext,
  { id, keepsDuplicates, reading }: Store,
): Promise<void> {
  const { progress } = reading;
  for await (const traces of inBatches(readTraces(reading))) {
    const format = progress.format ?? OWN_FORMAT;
    const after = await database.prisma.$transaction(async (prisma) => {
      const connection = { prisma, sql: database.sql };
      const batch = { traces, importId: id, keepsDuplicates, format };
      const reached = countStored(progress, traces, await storeBatch(connection, batch));
      await noteProgress(connection, id, reached);
      return reached;
    });
    Object.assign(progress, after);
  }
}

/** The file is read to its end first, into a file of its own, so that a slow sender keeps nobody waiting. */
async function storeAllOrNone(
  { database }: ImportContext,
  { id, keepsDuplicates, reading }: Store,
): Promise<void> {
  const { progress, folder } = reading;
  await using spool = await spoolTraces(readTraces(reading), folder);
  if (progress.rejected > 0) return;
  const format = progress.format ?? OWN_FORMAT;
  const stored = await database.prisma.$transaction(async (prisma) => {
    const connection = { prisma, sql: database.sql };
    let reached = progress;
    for await (const traces of inBatches(readSpool(spool.path))) {
      const batch = { traces, importId: id, keepsDuplicates, format };
      reached = countStored(reached, traces, await storeBatch(connection, batch));
    }
    return reached;
  });
  Object.assign(progress, stored);
}

async function end(
  context: ImportContext,
  {
    id,
    isAtomic,
    progress,
    contentHash,
  }: { id: string; isAtomic: boolean; progress: ImportProgress; contentHash: string | undefined },
): Promise<void> {
  const earlier = contentHash && (await findEarlier(context, { contentHash, id }));
  if (earlier) progress.importedBefore = earlier;
  const isRefused = isAtomic && progress.rejected > 0;
  const message = isRefused
    ? `${progress.rejected} rows are wrong, so that none was stored`
    : undefined;
  const status = isRefused ? 'REFUSED' : 'COMPLETED';
  await endImport(context, id, { status, progress, contentHash, message });
}

/** What scores of this project's own form are said to come from. */
const OWN_FORMAT = 'tunix-rt';

function countStored(
  progress: ImportProgress,
  traces: { line: number }[],
  stored: { traces: number; scores: number },
): ImportProgress {
  return {
    ...progress,
    accepted: progress.accepted + stored.traces,
    skipped: progress.skipped + traces.length - stored.traces,
    scores: progress.scores + stored.scores,
    lastRow: traces.at(-1)?.line ?? progress.lastRow,
  };
}
