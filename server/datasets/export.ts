import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { exportPath, layoutOf, UNFINISHED } from '../home/layout.ts';
import { readTraces } from '../traces/read.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  exportFilename,
  exportLine,
  forgesTurn,
} from './formats.ts';
import { getDataset } from './get.ts';
import { datasetTraceIds } from './traceIds.ts';

/** What to export: a dataset, or traces by id in that order. */
export const exportInput = z
  .strictObject({
    datasetKey: z.string().nullish(),
    traceIds: z.array(z.string()).min(1).max(100_000).nullish(),
    format: z
      .enum(EXPORT_FORMATS)
      .nullish()
      .transform((value) => value ?? 'trace'),
    limit: z.int().min(1).max(100_000).nullish(),
    filename: z
      .string()
      .max(128, 'Expected at most 128 characters')
      .refine(isFilename, {
        error: ({ input }) =>
          `Expected letters, digits and . _ - only, a letter or digit first, got ${JSON.stringify(input)}`,
      })
      .nullish(),
  })
  .refine(({ datasetKey, traceIds }) => (datasetKey == null) !== (traceIds == null), {
    error: ({ input }) =>
      `Expected either \`datasetKey\` or \`traceIds\`, got ${typeof input === 'object' && input && 'datasetKey' in input && input.datasetKey != null ? 'both' : 'neither'}`,
  });

/** Whether a name is one of a file in the folder meant, and of no other. */
export function isFilename(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}

export type DatasetExport = {
  filename: string;
  format: ExportFormat;
  recordCount: number;
  bytes: number;
  sha256: string;
  /** The folder below `{home}/exports` that holds the file: the first half of its SHA-256. */
  folder: string;
  /** The first records, as lines. */
  preview: string[];
  /** Rows, from 1, whose own text holds a turn's marker; empty unless the format renders turns. */
  forgedTurns: { row: number; traceId: string }[];
};

const PREVIEW_LINES = 3;

/** Writes an export to a file below `home`; nothing is left behind when it fails.
 * @throws NotFoundError for a dataset or a trace that is not stored */
export async function exportDataset(
  database: Database,
  { home, input }: { home: string; input: z.output<typeof exportInput> },
): Promise<DatasetExport> {
  const { format } = input;
  const traceIds = await idsOf(database, input);
  const stem = input.datasetKey ?? `traces-${traceIds.length}`;
  const filename = input.filename ?? exportFilename(stem, format);
  const { exports } = layoutOf(home);
  await mkdir(exports, { recursive: true });
  const partial = join(exports, `${randomUUID()}${UNFINISHED.export}`);
  try {
    const summary = await writeLines(database, { traceIds, format, path: partial });
    const folder = summary.sha256.slice(0, 32);
    const path = exportPath(home, { folder, filename });
    await mkdir(dirname(path), { recursive: true });
    await rename(partial, path);
    return { filename, format, recordCount: traceIds.length, folder, ...summary };
  } finally {
    await rm(partial, { force: true });
  }
}

export async function* exportLines(
  database: DatabaseConnection,
  { traceIds, format }: { traceIds: string[]; format: ExportFormat },
): AsyncGenerator<string> {
  for await (const batch of readTraces(database, traceIds)) {
    yield batch.map((trace) => exportLine(format, trace)).join('');
  }
}

async function writeLines(
  database: Database,
  { traceIds, format, path }: { traceIds: string[]; format: ExportFormat; path: string },
) {
  const digest = createHash('sha256');
  const preview: string[] = [];
  const forgedTurns: DatasetExport['forgedTurns'] = [];
  let [bytes, row] = [0, 0];
  async function* lines() {
    for await (const batch of readTraces(database, traceIds)) {
      const texts = batch.map((trace) => exportLine(format, trace));
      for (const trace of batch) {
        row += 1;
        if (format === 'tunix_sft' && forgesTurn(trace))
          forgedTurns.push({ row, traceId: trace.id });
      }
      preview.push(...texts.slice(0, PREVIEW_LINES - preview.length));
      const chunk = Buffer.from(texts.join(''));
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(lines, createWriteStream(path));
  return { bytes, sha256: digest.digest('hex'), preview, forgedTurns };
}

async function idsOf(
  database: Database,
  { datasetKey, traceIds, limit }: z.output<typeof exportInput>,
): Promise<string[]> {
  if (traceIds) return traceIds.slice(0, limit ?? undefined);
  const { id } = await getDataset(database, datasetKey ?? '');
  return datasetTraceIds(database, { datasetId: id, ...(limit == null ? {} : { limit }) });
}
