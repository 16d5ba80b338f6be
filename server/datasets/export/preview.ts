import type { z } from 'zod';
import type { Database } from '../../database/open.ts';
import type { LeftOut } from './chosen.ts';
import type { exportInput } from './input.ts';
import { optionsOf } from './options.ts';
import { chooseRows } from './rows.ts';
import { sourceOf } from './source.ts';

type Input = z.output<typeof exportInput>;

export type ExportPreview = {
  input: Input;
  recordCount: number;
  leftOut: LeftOut | null;
  /** The first, as JSON. */
  records: string[];
};

export const PREVIEWED_RECORDS = 3;

/** What an export would hold; only its first rows are read.
 * @throws NotFoundError for a dataset or a trace that is not stored; EmptySelectionError when there is nothing to write */
export async function previewExport(
  database: Database,
  { input, signal }: { input: Input; signal?: AbortSignal | undefined },
): Promise<ExportPreview> {
  const { source } = await sourceOf(database, input);
  const { count, leftOut, read } = await chooseRows(database, {
    source,
    options: optionsOf(input),
    signal,
  });
  const records: string[] = [];
  for await (const rows of read(PREVIEWED_RECORDS)) {
    records.push(...rows.map(({ record }) => JSON.stringify(record)));
  }
  return { input, recordCount: count ?? 0, leftOut, records };
}
