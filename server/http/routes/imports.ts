import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { chooseReader, readingChoice } from '../../imports/choose.ts';
import { importFile } from '../../imports/importFile.ts';
import { importName } from '../../imports/importTraces.ts';
import { previewImport } from '../../imports/preview/previewImport.ts';
import { type ImportProgress, newProgress } from '../../imports/progress.ts';
import { keptOpen } from '../keptOpen.ts';
import { linesOf } from '../lines.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';
import { problem, problemOf } from '../problem.ts';

const importQuery = z.object({
  ...readingChoice,
  name: importName.default('HTTP import'),
  atomic: z.enum(['true', 'false']).default('false'),
  onDuplicate: z.enum(['skip', 'keep']).default('skip'),
});

const previewQuery = z.object({
  ...readingChoice,
  partial: z.enum(['true', 'false']).default('false'),
});

export const importRoutes: Route[] = [
  routeWith({
    method: 'POST',
    path: ADDRESSES.importTraces,
    query: importQuery,
    handle: importBody,
  }),
  routeWith({
    method: 'POST',
    path: ADDRESSES.previewImport,
    query: previewQuery,
    handle: previewBody,
  }),
];

async function previewBody(
  request: Request,
  { application, query }: Call<z.output<typeof previewQuery>>,
): Promise<Response> {
  const { headers, body } = request;
  const file = linesOf({ headers, body: body && keptOpen(body) }, 'trace');
  if (file instanceof Response) return file;
  const { reader } = await chooseReader(application.database, query);
  const isPart = query.partial === 'true';
  const preview = await previewImport(application, {
    file,
    isPart,
    reader,
    splitting: query.splitting,
  });
  return Response.json(preview);
}

async function importBody(
  request: Request,
  { application, query }: Call<z.output<typeof importQuery>>,
): Promise<Response> {
  const file = linesOf(request, 'trace');
  if (file instanceof Response) return file;
  const isAtomic = query.atomic === 'true';
  const progress = newProgress();
  try {
    await importFile(application, {
      ...(await chooseReader(application.database, query)),
      file,
      name: query.name,
      source: 'HTTP',
      splitting: query.splitting,
      isAtomic,
      keepsDuplicates: query.onDuplicate === 'keep',
      progress,
    });
  } catch (error) {
    return problemOf(error, { ...reportOf(progress), after: brokenOff(progress, isAtomic) });
  }
  if (!isAtomic || progress.rejected === 0) return Response.json(reportOf(progress));
  const detail = `${progress.rejected} records are wrong, so that none was stored`;
  return problem(422, 'Import refused', { detail, ...reportOf(progress) });
}

function reportOf({ id, lastRow, ...report }: ImportProgress) {
  return { ...(id === undefined ? {} : { import: id }), ...report };
}

/** What an import that failed on the way has done. */
function brokenOff({ id, accepted, skipped, lastRow }: ImportProgress, isAtomic: boolean): string {
  if (id === undefined || isAtomic) return 'Nothing was stored.';
  if (accepted + skipped === 0) return 'Nothing was stored before.';
  const known = skipped > 0 ? `, ${skipped} were there already` : '';
  return `Stored before: ${accepted} traces${known}, up to line ${lastRow}. Import the file again when it is whole: what is stored is skipped.`;
}
