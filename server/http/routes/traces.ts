import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { exportLine } from '../../datasets/formats/traceRecords.ts';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { layoutOf } from '../../home/layout.ts';
import { READERS } from '../../imports/readers.ts';
import {
  type ImportProgress,
  type ImportReport,
  importTraces,
  importTracesAtomically,
  newProgress,
} from '../../traces/import.ts';
import { readMatchingTraces } from '../../traces/read.ts';
import { anyText, type TraceContent, toTraceJson } from '../../traces/trace.ts';
import { linesOf } from '../lines.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';
import { problem, problemOf } from '../problem.ts';
import { jsonLines, streamed } from '../stream.ts';
import { exportQuery, exportResponse } from './exportResponse.ts';
import { filterInText } from './filterInText.ts';

const importQuery = z.object({
  atomic: z.enum(['true', 'false']).default('false'),
  onDuplicate: z.enum(['skip', 'keep']).default('skip'),
  format: z.enum(['auto', ...READERS.map(({ name }) => name)]).default('auto'),
});

const matchingQuery = exportQuery.extend({
  source: anyText().optional(),
  filter: filterInText.optional(),
});

export const traceRoutes: Route[] = [
  routeWith({
    method: 'POST',
    path: ADDRESSES.importTraces,
    query: importQuery,
    handle: importLines,
  }),
  routeWith({
    method: 'GET',
    path: ADDRESSES.exportTraces,
    query: matchingQuery,
    handle: exportMatching,
  }),
  {
    method: 'GET',
    path: ADDRESSES.sampleTraces,
    handle: () => streamed(traceLines([sampleTraces()]), jsonLines('sample-traces.jsonl')),
  },
  {
    method: 'GET',
    path: ADDRESSES.ungarTraces,
    handle: (_request, { application }) =>
      streamed(ungarLines(application.database), jsonLines('ungar-high-card-duel.jsonl')),
  },
];

/** The traces that a filter passes: in their JSON form, which can be imported, unless a format is asked for. */
function exportMatching(
  { signal }: Request,
  { application, params, query }: Call<z.output<typeof matchingQuery>>,
): Response | Promise<Response> {
  const { source, filter: given, ...options } = query;
  const filter = { ...given, ...(source === undefined ? {} : { source }) };
  const { file } = params;
  if (options.format == null && file === 'jsonl') {
    const traces = readMatchingTraces(application.database, filter);
    return streamed(traceLines(traces), jsonLines('traces.jsonl'));
  }
  return exportResponse(application, {
    source: { filter },
    stem: 'traces',
    dataset: null,
    file,
    given: options,
    signal,
  });
}

async function importLines(
  request: Request,
  { application, query: { atomic, onDuplicate, format } }: Call<z.output<typeof importQuery>>,
): Promise<Response> {
  const { database, settings } = application;
  const source = linesOf(request, 'trace');
  if (source instanceof Response) return source;
  const isAtomic = atomic === 'true';
  const progress = newProgress();
  const wanted = {
    source,
    maxBytes: settings.TRACE_MAX_BYTES,
    folder: layoutOf(settings.TUNIX_RT_HOME).imports,
    onDuplicate,
    reader: READERS.find(({ name }) => name === format),
    progress,
  };
  try {
    await (isAtomic ? importTracesAtomically : importTraces)(database, wanted);
  } catch (error) {
    return problemOf(error, { ...reportOf(progress), after: brokenOff(progress, isAtomic) });
  }
  if (!isAtomic || progress.rejected === 0) return Response.json(reportOf(progress));
  const detail = `${progress.rejected} records are wrong, so that none was stored`;
  return problem(422, 'Import refused', { detail, ...reportOf(progress) });
}

function reportOf({ accepted, skipped, rejected, errors, format }: ImportProgress): ImportReport {
  return { accepted, skipped, rejected, errors, ...(format === undefined ? {} : { format }) };
}

/** What an import that failed on the way has done. */
function brokenOff({ accepted, skipped, lastLine }: ImportProgress, isAtomic: boolean): string {
  if (isAtomic) return 'Nothing was stored.';
  if (accepted + skipped === 0) return 'Nothing was stored before.';
  const known = skipped > 0 ? `, ${skipped} were there already` : '';
  return `Stored before: ${accepted} traces${known}, up to line ${lastLine}. Import the file again when it is whole: what is stored is skipped.`;
}

/** Traces in their JSON form, as they are imported. */
export async function* traceLines(
  batches: Iterable<TraceContent[]> | AsyncIterable<TraceContent[]>,
): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield batch.map((trace) => `${JSON.stringify(toTraceJson(trace))}\n`).join('');
  }
}

async function* ungarLines(database: Call['application']['database']) {
  const filter = { source: 'ungar', meta: [{ path: 'game', equals: 'high_card_duel' }] };
  for await (const batch of readMatchingTraces(database, filter)) {
    yield batch.map((trace) => exportLine('trace', trace)).join('');
  }
}
