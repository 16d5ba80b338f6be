import { createReadStream, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../json.ts';
import { readRows } from '../containers/readRows.ts';
import type { Row } from '../containers/row.ts';
import type { TraceDraft } from '../reader.ts';
import { READERS, readRow } from '../readers.ts';
import type { Splitting } from '../splitting.ts';

const FOLDER = fileURLToPath(new URL('files/', import.meta.url));

/** The sample files of this project's own making: each has the name of the format that its rows are of. */
export const SAMPLE_FILES = readdirSync(FOLDER);

export function formatOf(file: string): string {
  return file.replace(/\.[a-z]+$/, '');
}

export function readSampleFile(file: string): Promise<Buffer<ArrayBuffer>> {
  return readFile(`${FOLDER}${file}`);
}

/** What an import reads of a sample file. */
export async function rowsOfFile(file: string): Promise<Row[]> {
  const source = createReadStream(`${FOLDER}${file}`);
  return Array.fromAsync(readRows(source, { maxBytes: 1_000_000, folder: tmpdir() })).then((some) =>
    some.flat(),
  );
}

/** The objects that a sample file's rows hold. */
export async function objectsOfFile(file: string): Promise<JsonObject[]> {
  return (await rowsOfFile(file)).flatMap(({ value }) => (value ? [value] : []));
}

/** The traces of a sample file's rows. */
export async function draftsOfFile(
  file: string,
  splitting: Splitting = 'auto',
): Promise<TraceDraft[]> {
  const reader = READERS.find(({ name }) => name === formatOf(file));
  if (!reader) throw new Error(`No reader is called ${formatOf(file)}`);
  return (await objectsOfFile(file)).flatMap((row) => readRow(row, { reader, splitting }));
}
