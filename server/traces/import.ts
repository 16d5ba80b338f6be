import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from '@prisma/client-runtime-utils';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { formatPath } from '../errors.ts';
import { UNFINISHED } from '../home/layout.ts';
import type { Line } from '../imports/containers/lines.ts';
import { readRecords } from '../imports/containers/records.ts';
import { readJson } from '../json.ts';
import { issuesOf } from '../parse.ts';
import type { TraceRecord } from './columns.ts';
import { insertTraces, sizeProblem, toRow } from './create.ts';
import { traceJson } from './trace.ts';

/** What became of a file's records so far; of the errors, the first thousand. */
export type ImportReport = {
  accepted: number;
  /** How many were stored already, with the same content. */
  skipped: number;
  rejected: number;
  errors: { line: number; message: string }[];
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
  onDuplicate: OnDuplicate;
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
  { source, maxBytes, onDuplicate, progress }: Import,
): Promise<void> {
  for await (const rows of batches(readRows({ source, maxBytes, progress }))) {
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
  { source, maxBytes, onDuplicate, progress, folder }: Import & { folder: string },
): Promise<void> {
  const spool = join(folder, `${randomUUID()}${UNFINISHED.import}`);
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(checkedLines({ source, maxBytes, progress }), createWriteStream(spool));
    if (progress.rejected > 0) return;
    const stored = newProgress();
    await database.prisma.$transaction(async (prisma) => {
      const again = { source: createReadStream(spool), maxBytes, progress: stored };
      for await (const rows of batches(readRows(again))) {
        const connection = { prisma, sql: database.sql };
        count(stored, rows, await storeRows(connection, { rows, onDuplicate }));
      }
    });
    Object.assign(progress, stored);
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

type Reading = { source: Source; maxBytes: number; progress: ImportProgress };

async function* readRows({ source, maxBytes, progress }: Reading): AsyncGenerator<Row[]> {
  for await (const lines of readRecords(source, maxBytes)) {
    yield lines.flatMap((line) => rowOf(line, { maxBytes, progress }) ?? []);
  }
}

async function* checkedLines({ source, maxBytes, progress }: Reading): AsyncGenerator<string> {
  for await (const lines of readRecords(source, maxBytes)) {
    const good = lines.filter((line) => rowOf(line, { maxBytes, progress }));
    // Between the tokens of JSON a line break is white space, and elsewhere there is none.
    yield good.map(({ text }) => `${text.replace(/[\r\n]+/g, ' ')}\n`).join('');
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

function rowOf(line: Line, { maxBytes, progress }: Omit<Reading, 'source'>): Row | undefined {
  const outcome = parseLine(line, maxBytes);
  if (typeof outcome !== 'string') return { ...outcome, line: line.number };
  progress.rejected += 1;
  if (progress.errors.length < REPORTED_ERRORS)
    progress.errors.push({ line: line.number, message: outcome });
  return undefined;
}

function parseLine({ number, text, problem }: Line, maxBytes: number): TraceRecord | string {
  if (problem) return problem;
  const reading = readJson(text);
  if ('problem' in reading) {
    const hint = number === 1 && looksLikeCsv(text) ? CSV_HINT : '';
    return `Expected a trace as JSON: ${reading.problem}${hint}`;
  }
  const result = traceJson.safeParse(reading.value);
  if (!result.success) {
    return issuesOf(result.error)
      .map(({ path, message }) => (path.length > 0 ? `${formatPath(path)}: ${message}` : message))
      .join('; ');
  }
  const row = toRow(result.data);
  return sizeProblem(row, maxBytes) ?? row;
}

const CSV_HINT =
  '. This looks like a table with columns (CSV or TSV): convert it to one JSON object a line';

function looksLikeCsv(text: string): boolean {
  return /^[^{[]*[,;\t]/.test(text);
}
