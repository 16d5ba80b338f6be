import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from '@prisma/client-runtime-utils';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { formatPath } from '../errors.ts';
import { UNFINISHED } from '../home/layout.ts';
import { readRows } from '../imports/containers/readRows.ts';
import type { Row as FileRow } from '../imports/containers/row.ts';
import { type Reader, UnreadableRow } from '../imports/reader.ts';
import { readRow, recognise } from '../imports/readers.ts';
import { toTraceForm } from '../imports/toTraceForm.ts';
import type { JsonObject } from '../json.ts';
import { issuesOf } from '../parse.ts';
import type { TraceRecord } from './columns.ts';
import { insertTraces, sizeProblem, toRow } from './create.ts';
import { type TraceContent, toTraceJson, traceJson } from './trace.ts';

/** What became of a file's records so far; of the errors, the first thousand. */
export type ImportReport = {
  accepted: number;
  /** How many were stored already, with the same content. */
  skipped: number;
  rejected: number;
  errors: { line: number; message: string }[];
  /** What the rows were read as, where they are no traces of this project's own form. */
  format?: string;
};

/** How far an import has come: what a caller can still tell when it fails on the way. */
export type ImportProgress = ImportReport & {
  /** The last line whose record was stored, skipped or rejected. */
  lastLine: number;
};

/** Whether a trace whose content is stored already is stored once more. */
type OnDuplicate = 'skip' | 'keep';

type Source = AsyncIterable<Uint8Array>;
type Row = TraceRecord & { line: number };
type Import = {
  source: Source;
  maxBytes: number;
  /** Where a file is put that can't be read as it comes. */
  folder: string;
  onDuplicate: OnDuplicate;
  /** What the rows are read as; by the first that is known where it is not said. */
  reader?: Reader | undefined;
  progress: ImportProgress;
};

const BATCH_SIZE = 1_000;
const BATCH_BYTES = 16_000_000;
const REPORTED_ERRORS = 1_000;

export function newProgress(): ImportProgress {
  return { accepted: 0, skipped: 0, rejected: 0, errors: [], lastLine: 0 };
}

/** Stores the good records of a file batch by batch, in memory that does not grow, and counts them in `progress`; when
 * the source fails, what it gave is stored before the error is thrown. */
export async function importTraces(
  database: Database,
  { onDuplicate, progress, ...reading }: Import,
): Promise<void> {
  for await (const rows of batches(readTraces({ ...reading, progress }))) {
    const stored = await database.prisma.$transaction((prisma) =>
      storeRows({ prisma, sql: database.sql }, { rows, onDuplicate }),
    );
    count(progress, rows, stored);
  }
}

/** Stores all records of a file, or none when one of them is wrong. The file is read to its end first,
 * into a file of its own below `folder`, so that a slow sender keeps nobody waiting. */
export async function importTracesAtomically(
  database: Database,
  { onDuplicate, progress, ...reading }: Import,
): Promise<void> {
  const { folder, maxBytes } = reading;
  const spool = join(folder, `${randomUUID()}${UNFINISHED.import}`);
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(checkedLines({ ...reading, progress }), createWriteStream(spool));
    if (progress.rejected > 0) return;
    const stored = newProgress();
    await database.prisma.$transaction(async (prisma) => {
      const again = { source: createReadStream(spool), folder, maxBytes, progress: stored };
      for await (const rows of batches(readTraces(again))) {
        const connection = { prisma, sql: database.sql };
        count(stored, rows, await storeRows(connection, { rows, onDuplicate }));
      }
    });
    Object.assign(progress, stored, progress.format ? { format: progress.format } : {});
  } finally {
    await rm(spool, { force: true });
  }
}

/** Stores rows; answers how many, which is fewer where contents are there already. */
async function storeRows(
  connection: DatabaseConnection,
  { rows, onDuplicate }: { rows: Row[]; onDuplicate: OnDuplicate },
): Promise<number> {
  const fresh = onDuplicate === 'keep' ? rows : await withoutStored(connection, rows);
  if (fresh.length > 0) await insertTraces(connection, fresh);
  return fresh.length;
}

function count(progress: ImportProgress, rows: Row[], stored: number): void {
  progress.accepted += stored;
  progress.skipped += rows.length - stored;
  progress.lastLine = rows.at(-1)?.line ?? progress.lastLine;
}

async function withoutStored(
  { prisma, sql: dialect }: DatabaseConnection,
  rows: Row[],
): Promise<Row[]> {
  // Two imports of one file at the same moment would both find nothing.
  const lock = dialect.lockKey('trace contents');
  if (lock) await prisma.$executeRaw(lock);
  // Part of a digest finds it: an index of whole ones would be five times as large.
  const contents = dialect.pairs(JSON.stringify(rows.map((row) => [row.digest, row.rankHigh])));
  const stored = await prisma.$queryRaw<{ digest: string }[]>(sql`
    SELECT pair.key AS digest FROM ${contents} WHERE EXISTS (
      SELECT 1 FROM "Trace" AS t WHERE t."rankHigh" = pair.value AND t."digest" = pair.key)`);
  const known = new Set(stored.map(({ digest }) => digest));
  return rows.filter(({ digest }) => !known.has(digest) && known.add(digest));
}

type Reading = Omit<Import, 'onDuplicate'>;

async function* readTraces(reading: Reading): AsyncGenerator<Row[]> {
  for await (const traces of readContents(reading)) {
    yield traces.map(({ line, row }) => ({ ...row, line }));
  }
}

async function* checkedLines(reading: Reading): AsyncGenerator<string> {
  for await (const traces of readContents(reading)) {
    yield traces.map(({ content }) => `${JSON.stringify(toTraceJson(content))}\n`).join('');
  }
}

type Read = { line: number; content: TraceContent; row: TraceRecord };

/** The traces of a file's rows, some at a time; what is wrong with the others is noted in the progress. */
async function* readContents({
  source,
  maxBytes,
  folder,
  reader: said,
  progress,
}: Reading): AsyncGenerator<Read[]> {
  let reader = said;
  if (said) progress.format = said.name;
  for await (const rows of readRows(source, { maxBytes, folder })) {
    reader ??= readerOf(rows, progress);
    yield rows.flatMap((row) => {
      const outcome = tracesOf(row, { reader, maxBytes });
      if (typeof outcome !== 'string') return outcome;
      progress.rejected += 1;
      if (progress.errors.length < REPORTED_ERRORS)
        progress.errors.push({ line: row.number, message: outcome });
      return [];
    });
  }
}

function readerOf(rows: FileRow[], progress: ImportProgress): Reader | undefined {
  const first = rows.find(({ value }) => value)?.value;
  const reader = first && recognise(first);
  if (reader) progress.format = reader.name;
  return reader;
}

/** The traces of a row: all of them, or what is wrong with one. */
function tracesOf(
  { number, value, problem }: FileRow,
  { reader, maxBytes }: { reader: Reader | undefined; maxBytes: number },
): Read[] | string {
  if (problem !== undefined || !value) return problem ?? 'Expected a row, got nothing';
  const forms = formsOf(value, reader);
  if (typeof forms === 'string') return forms;
  const traces: Read[] = [];
  for (const form of forms) {
    const result = traceJson.safeParse(form);
    if (!result.success) {
      return issuesOf(result.error)
        .map(({ path, message }) => (path.length > 0 ? `${formatPath(path)}: ${message}` : message))
        .join('; ');
    }
    const row = toRow(result.data);
    const tooLong = sizeProblem(row, maxBytes);
    if (tooLong) return tooLong;
    traces.push({ line: number, content: result.data, row });
  }
  return traces;
}

/** A row's traces in their JSON form, not yet checked. */
function formsOf(value: JsonObject, reader: Reader | undefined): unknown[] | string {
  if (!reader) return [value];
  try {
    return readRow(value, { reader, splitting: 'auto' }).map(toTraceForm);
  } catch (error) {
    if (error instanceof UnreadableRow) return error.message;
    throw error;
  }
}

/** Rows in batches that a statement takes well: neither too many nor too long. */
async function* batches(source: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let bytes = 0;
  try {
    for await (const rows of source) {
      for (const row of rows) {
        batch.push(row);
        bytes += row.sizeBytes;
        if (batch.length < BATCH_SIZE && bytes < BATCH_BYTES) continue;
        yield batch;
        [batch, bytes] = [[], 0];
      }
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
