import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { exportPath, layoutOf, UNFINISHED } from '../home/layout.ts';
import { readTraces } from '../traces/read.ts';
import type { LeftOut } from './export/chosen.ts';
import { exportFilename } from './export/files.ts';
import type { exportInput } from './export/input.ts';
import { optionsOf } from './export/options.ts';
import { PREVIEWED_RECORDS } from './export/preview.ts';
import { chooseRows, type ExportedRow } from './export/rows.ts';
import { sourceOf } from './export/source.ts';
import { writeExport } from './export/write.ts';
import { writeSummed } from './export/writeSummed.ts';
import type { ExportFile, ExportFormat } from './formats/names.ts';
import { exportLine, type OwnFormat } from './formats/traceRecords.ts';
import { stemOf } from './getSplit.ts';

export type DatasetExport = {
  filename: string;
  format: ExportFormat;
  file: ExportFile;
  recordCount: number;
  leftOut: LeftOut | null;
  bytes: number;
  sha256: string;
  /** The folder below `{home}/exports` that holds the file: the first half of its SHA-256. */
  folder: string;
  /** The first records, as lines. */
  preview: string[];
  /** Rows, from 1, whose own text says what only the format may say. */
  forgedTurns: { row: number; traceId: string }[];
};

/** Writes an export to a file below `home`; nothing is left behind when it fails.
 * @throws NotFoundError for a dataset or a trace that is not stored; EmptySelectionError when nothing is left to write */
export async function exportDataset(
  database: Database,
  { home, input }: { home: string; input: z.output<typeof exportInput> },
): Promise<DatasetExport> {
  const options = optionsOf(input);
  const file = input.file ?? 'jsonl';
  const { dataset, source } = await sourceOf(database, input);
  const { leftOut, read } = await chooseRows(database, { source, options });
  const stem = dataset ? stemOf(dataset.key, input.split) : `traces-${source.traceIds.length}`;
  const filename = input.filename ?? exportFilename({ stem, format: options.format, file });
  const noted = noteRows(read());
  const { exports } = layoutOf(home);
  await mkdir(exports, { recursive: true });
  const partial = join(exports, `${randomUUID()}${UNFINISHED.export}`);
  try {
    const chunks = writeExport(home, {
      rows: noted.rows,
      file,
      options,
      stem,
      dataset,
      leftOut,
      licence: input.licence,
    });
    const summary = await writeSummed(partial, chunks);
    const folder = summary.sha256.slice(0, 32);
    const path = exportPath(home, { folder, filename });
    await mkdir(dirname(path), { recursive: true });
    await rename(partial, path);
    const { format } = options;
    return { filename, format, file, leftOut, folder, ...summary, ...noted.notes };
  } finally {
    await rm(partial, { force: true });
  }
}

export async function* exportLines(
  database: DatabaseConnection,
  { traceIds, format }: { traceIds: string[]; format: OwnFormat },
): AsyncGenerator<string> {
  for await (const batch of readTraces(database, traceIds)) {
    yield batch.map((trace) => exportLine(format, trace)).join('');
  }
}

/** Rows as they pass, and what is to be told of them afterwards. */
function noteRows(batches: AsyncIterable<ExportedRow[]>) {
  const notes: Pick<DatasetExport, 'recordCount' | 'preview' | 'forgedTurns'> = {
    recordCount: 0,
    preview: [],
    forgedTurns: [],
  };
  async function* rows() {
    for await (const batch of batches) {
      for (const { record, forging } of batch) {
        notes.recordCount += 1;
        const row = notes.recordCount;
        if (row <= PREVIEWED_RECORDS) notes.preview.push(`${JSON.stringify(record)}\n`);
        notes.forgedTurns.push(...forging.map((traceId) => ({ row, traceId })));
      }
      yield batch;
    }
  }
  return { rows: rows(), notes };
}
