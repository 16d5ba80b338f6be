import { z } from 'zod';
import type { Dataset } from '../../../prisma/generated/sqlite/client.ts';
import type { Application } from '../../application.ts';
import type { ExportSource } from '../../datasets/export/chosen.ts';
import { exportFilename, FILE_TYPES } from '../../datasets/export/files.ts';
import { exportOptions, exportRequest, optionsOf } from '../../datasets/export/options.ts';
import { chooseRows } from '../../datasets/export/rows.ts';
import { writeExport } from '../../datasets/export/write.ts';
import { numberInText, parse } from '../../parse.ts';
import { streamed } from '../stream.ts';

/** What addresses of exports take. */
export const exportQuery = z.object({
  ...exportOptions,
  margin: numberInText(z.number().min(0)).optional(),
});

/** An export as it is read. How many traces are left out stands before it. */
export async function exportResponse(
  { database, settings }: Application,
  {
    source,
    stem,
    dataset,
    file: asked,
    given,
    signal,
  }: {
    source: ExportSource;
    /** What the file is named after. */
    stem: string;
    dataset: Dataset | null;
    file: string | undefined;
    given: z.output<typeof exportQuery>;
    signal: AbortSignal;
  },
): Promise<Response> {
  const { file, licence, ...choices } = parse(exportRequest, { ...given, file: asked });
  const options = optionsOf(choices);
  const kind = file ?? 'jsonl';
  const { leftOut, read } = await chooseRows(database, { source, options, signal });
  const chunks = writeExport(settings.TUNIX_RT_HOME, {
    rows: read(),
    file: kind,
    options,
    stem,
    dataset,
    leftOut,
    licence,
    signal,
  });
  const filename = exportFilename({ stem, format: options.format, file: kind });
  return streamed(chunks, {
    'content-type': FILE_TYPES[kind],
    'content-disposition': `attachment; filename="${filename}"`,
    'x-left-out': String(leftOut?.count ?? 0),
  });
}
