import type { Dataset } from '../../../prisma/generated/sqlite/client.ts';
import { FORMATS } from '../formats/formats.ts';
import type { ExportFile } from '../formats/names.ts';
import type { LeftOut } from './chosen.ts';
import { exportFilename, writeRecords } from './files.ts';
import type { ExportOptions } from './options.ts';
import { packDataset } from './packDataset.ts';
import type { ExportedRow } from './rows.ts';

/** An export as the bytes of its file, as they come. `home` is where files lie that must be whole before they are sent. */
export function writeExport(
  home: string,
  {
    rows,
    file,
    options,
    stem,
    dataset,
    leftOut,
    licence,
    signal,
  }: {
    rows: AsyncIterable<ExportedRow[]>;
    file: ExportFile;
    options: ExportOptions;
    /** What the folder in an archive is named after. */
    stem: string;
    dataset: Dataset | null;
    leftOut: LeftOut | null;
    /** What the dataset says itself, where it is not given. */
    licence?: string | null | undefined;
    signal?: AbortSignal;
  },
): AsyncIterable<string | Uint8Array> {
  const columns = FORMATS[options.format].columns(options);
  const records = recordsOf(rows);
  if (file !== 'tar') return writeRecords(file, { records, columns });
  return packDataset(home, {
    name: exportFilename({ stem, format: options.format, file }).replace(/\.tar$/, ''),
    records,
    columns,
    dataset,
    options,
    leftOut,
    licence: licence ?? licenceIn(dataset?.provenance) ?? 'unknown',
    signal,
  });
}

async function* recordsOf(batches: AsyncIterable<ExportedRow[]>): AsyncGenerator<object[]> {
  for await (const rows of batches) yield rows.map(({ record }) => record);
}

function licenceIn(provenance: unknown): string | undefined {
  const { license, licence = license } = Object(provenance);
  return typeof licence === 'string' ? licence : undefined;
}
