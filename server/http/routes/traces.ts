import type { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { exportLine } from '../../datasets/formats/traceRecords.ts';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { readMatchingTraces } from '../../traces/read.ts';
import { anyText, type TraceContent, toTraceJson } from '../../traces/trace.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';
import { jsonLines, streamed } from '../stream.ts';
import { exportQuery, exportResponse } from './exportResponse.ts';
import { filterInText } from './filterInText.ts';

const matchingQuery = exportQuery.extend({
  source: anyText().optional(),
  filter: filterInText.optional(),
});

export const traceRoutes: Route[] = [
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
