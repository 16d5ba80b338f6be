import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../database/open.ts';
import { formatPath } from '../errors.ts';
import { issuesOf } from '../parse.ts';
import { insertTraces, sizeProblem, type TraceRow, toRow } from './create.ts';
import { type Line, readLines } from './lines.ts';
import { traceJson } from './trace.ts';

/** What became of a file's lines; of the errors, the first thousand. */
export type ImportReport = {
  accepted: number;
  rejected: number;
  errors: { line: number; message: string }[];
};

type Source = AsyncIterable<Uint8Array>;

const BATCH_SIZE = 1_000;
const BATCH_BYTES = 16_000_000;
const REPORTED_ERRORS = 1_000;

/**
 * Stores the good lines of a file of traces (one JSON form a line), batch by batch as they come, in
 * memory that does not grow with the file. Empty lines are passed over.
 */
export async function importTraces(
  database: Database,
  { source, maxBytes }: { source: Source; maxBytes: number },
): Promise<ImportReport> {
  const report: ImportReport = { accepted: 0, rejected: 0, errors: [] };
  for await (const rows of batches(readRows({ source, maxBytes, report }))) {
    await insertTraces(database.prisma, database, rows);
    report.accepted += rows.length;
  }
  return report;
}

/**
 * Stores all lines of a file, or none when one of them is wrong. The file is read to its end first,
 * into a file of its own below `folder`, so that a slow sender keeps nobody waiting.
 */
export async function importTracesAtomically(
  database: Database,
  { source, maxBytes, folder }: { source: Source; maxBytes: number; folder: string },
): Promise<ImportReport> {
  const report: ImportReport = { accepted: 0, rejected: 0, errors: [] };
  const spool = join(folder, `${randomUUID()}.import`);
  await mkdir(dirname(spool), { recursive: true });
  try {
    await pipeline(checkedLines({ source, maxBytes, report }), createWriteStream(spool));
    if (report.rejected > 0) return report;
    await database.prisma.$transaction(async (transaction) => {
      const again = { source: createReadStream(spool), maxBytes, report };
      for await (const rows of batches(readRows(again))) {
        await insertTraces(transaction, database, rows);
        report.accepted += rows.length;
      }
    });
    return report;
  } finally {
    await rm(spool, { force: true });
  }
}

type Reading = { source: Source; maxBytes: number; report: ImportReport };

async function* readRows({ source, maxBytes, report }: Reading): AsyncGenerator<TraceRow[]> {
  for await (const lines of readLines(source, maxBytes)) {
    yield lines.flatMap((line) => rowOf(line, { maxBytes, report }) ?? []);
  }
}

async function* checkedLines({ source, maxBytes, report }: Reading): AsyncGenerator<string> {
  for await (const lines of readLines(source, maxBytes)) {
    const good = lines.filter((line) => rowOf(line, { maxBytes, report }));
    yield good.map(({ text }) => `${text}\n`).join('');
  }
}

/** Rows in batches that a statement takes well: neither too many nor too long. */
async function* batches(source: AsyncIterable<TraceRow[]>): AsyncGenerator<TraceRow[]> {
  let batch: TraceRow[] = [];
  let bytes = 0;
  for await (const rows of source) {
    for (const row of rows) {
      batch.push(row);
      bytes += row.sizeBytes;
      if (batch.length < BATCH_SIZE && bytes < BATCH_BYTES) continue;
      yield batch;
      [batch, bytes] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}

function rowOf(line: Line, { maxBytes, report }: Omit<Reading, 'source'>): TraceRow | undefined {
  const outcome = parseLine(line, maxBytes);
  if (typeof outcome !== 'string') return outcome;
  report.rejected += 1;
  if (report.errors.length < REPORTED_ERRORS)
    report.errors.push({ line: line.number, message: outcome });
  return undefined;
}

/** The row of a line, or what is wrong with it. */
function parseLine({ text, problem }: Line, maxBytes: number): TraceRow | string {
  if (problem) return problem;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `Expected a trace as JSON: ${error instanceof Error ? error.message : 'not JSON'}`;
  }
  const result = traceJson.safeParse(json);
  if (!result.success) {
    return issuesOf(result.error)
      .map(({ path, message }) => (path.length > 0 ? `${formatPath(path)}: ${message}` : message))
      .join('; ');
  }
  const row = toRow(result.data);
  return sizeProblem(row, maxBytes) ?? row;
}
