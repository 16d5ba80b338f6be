import { join } from 'node:path';
import { exportLine } from '../datasets/formats.ts';
import { importTraces, importTracesAtomically } from '../traces/import.ts';
import { readMatchingTraces } from '../traces/read.ts';
import { toTraceJson } from '../traces/trace.ts';
import { problem } from './problem.ts';
import type { Call, Route } from './routes.ts';
import { jsonLines, streamed } from './stream.ts';

export const traceRoutes: Route[] = [
  { method: 'POST', path: '/traces/import', handle: importLines },
  {
    method: 'GET',
    path: '/traces/export.jsonl',
    handle: (_request, { application, url }) => {
      const source = url.searchParams.get('source');
      return streamed(traceLines(application.database, source), jsonLines('traces.jsonl'));
    },
  },
  {
    method: 'GET',
    path: '/ungar/high-card-duel/export.jsonl',
    handle: (_request, { application }) =>
      streamed(ungarLines(application.database), jsonLines('ungar-high-card-duel.jsonl')),
  },
];

async function importLines(request: Request, { application, url }: Call): Promise<Response> {
  const { database, settings } = application;
  const source = request.body;
  if (!source)
    return problem(400, 'Empty body', {
      detail: 'Expected JSON Lines in the body, one trace a line, got nothing',
    });
  const maxBytes = settings.TRACE_MAX_BYTES;
  if (url.searchParams.get('atomic') !== 'true') {
    return Response.json(await importTraces(database, { source, maxBytes }));
  }
  const folder = join(settings.TUNIX_RT_HOME, 'imports');
  const report = await importTracesAtomically(database, { source, maxBytes, folder });
  if (report.rejected === 0) return Response.json(report);
  const detail = `${report.rejected} lines are wrong, so that none was stored`;
  return problem(422, 'Import refused', { detail, ...report });
}

async function* traceLines(database: Call['application']['database'], source: string | null) {
  for await (const batch of readMatchingTraces(database, source === null ? null : { source })) {
    yield batch.map((trace) => `${JSON.stringify(toTraceJson(trace))}\n`).join('');
  }
}

async function* ungarLines(database: Call['application']['database']) {
  const filter = { source: 'ungar', meta: [{ path: 'game', equals: 'high_card_duel' }] };
  for await (const batch of readMatchingTraces(database, filter)) {
    yield batch.map((trace) => exportLine('trace', trace)).join('');
  }
}
