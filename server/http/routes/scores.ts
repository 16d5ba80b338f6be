import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { layoutOf } from '../../home/layout.ts';
import { GIVER } from '../../scores/given.ts';
import { importScores, newScoreImport } from '../../scores/import.ts';
import { linesOf } from '../lines.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';
import { problemOf } from '../problem.ts';

const importQuery = z.object({ judge: GIVER.judge.default('import') });

export const scoreRoutes: Route[] = [
  routeWith({
    method: 'POST',
    path: ADDRESSES.importScores,
    query: importQuery,
    handle: importLines,
  }),
];

async function importLines(
  request: Request,
  { application, query: { judge } }: Call<z.output<typeof importQuery>>,
): Promise<Response> {
  const { database, settings } = application;
  const source = linesOf(request, 'score');
  if (source instanceof Response) return source;
  const progress = newScoreImport();
  try {
    await importScores(database, {
      source,
      maxBytes: settings.TRACE_MAX_BYTES,
      folder: layoutOf(settings.TUNIX_RT_HOME).imports,
      judge,
      progress,
    });
    return Response.json(progress);
  } catch (error) {
    const after =
      progress.accepted === 0
        ? 'No score was added before.'
        : `Added before: the scores of ${progress.accepted} lines.`;
    return problemOf(error, { ...progress, after });
  }
}
