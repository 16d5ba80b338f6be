import type { Column } from '../formats/column.ts';
import type { ExportFile, ExportFormat } from '../formats/names.ts';
import { writeParquet } from './parquet.ts';

export const FILE_TYPES: Record<ExportFile, string> = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  json: 'application/json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  tar: 'application/x-tar',
};

/** The name of an export's file; what training reads is named as its dataset. */
export function exportFilename({
  stem,
  format,
  file = 'jsonl',
}: {
  stem: string;
  format: ExportFormat;
  file?: ExportFile;
}): string {
  return format === 'tunix_sft' ? `${stem}.${file}` : `${stem}-${format}.${file}`;
}

/** Records as the bytes of a file, as they come. */
export function writeRecords(
  file: Exclude<ExportFile, 'tar'>,
  { records, columns }: { records: AsyncIterable<object[]>; columns: Column[] },
): AsyncIterable<string | Uint8Array> {
  if (file === 'parquet') return writeParquet(records, columns);
  return file === 'json' ? writeJson(records) : writeLines(records);
}

async function* writeLines(batches: AsyncIterable<object[]>): AsyncGenerator<string> {
  for await (const records of batches) {
    yield records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }
}

async function* writeJson(batches: AsyncIterable<object[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const records of batches) {
    if (records.length === 0) continue;
    yield `${before}${records.map((record) => JSON.stringify(record)).join(',\n')}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
