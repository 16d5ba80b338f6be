import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { exportLine } from '../datasets/formats.ts';
import { sampleTraces } from '../demo/sampleTraces.ts';
import { ValidationError } from '../errors.ts';
import { parse } from '../parse.ts';
import { importTraces, importTracesAtomically } from '../traces/import.ts';
import { readMatchingTraces } from '../traces/read.ts';
import { type TraceContent, toTraceJson } from '../traces/trace.ts';
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
      const traces = readMatchingTraces(application.database, source === null ? null : { source });
      return streamed(traceLines(traces), jsonLines('traces.jsonl'));
    },
  },
  {
    method: 'GET',
    path: '/traces/samples.jsonl',
    handle: () => streamed(traceLines([sampleTraces()]), jsonLines('sample-traces.jsonl')),
  },
  {
    method: 'GET',
    path: '/ungar/high-card-duel/export.jsonl',
    handle: (_request, { application }) =>
      streamed(ungarLines(application.database), jsonLines('ungar-high-card-duel.jsonl')),
  },
];

const importQuery = z.object({ atomic: z.enum(['true', 'false']).default('false') });

async function importLines(request: Request, { application, url }: Call): Promise<Response> {
  const { database, settings } = application;
  const { atomic } = parse(importQuery, Object.fromEntries(url.searchParams));
  const source = linesOf(request);
  if (source instanceof Response) return source;
  const maxBytes = settings.TRACE_MAX_BYTES;
  const folder = join(settings.TUNIX_RT_HOME, 'imports');
  const report =
    atomic === 'true'
      ? await importTracesAtomically(database, { source, maxBytes, folder })
      : await importTraces(database, { source, maxBytes });
  if (atomic === 'false' || report.rejected === 0) return Response.json(report);
  const detail = `${report.rejected} lines are wrong, so that none was stored`;
  return problem(422, 'Import refused', { detail, ...report });
}

/** The bytes of a request's body as they were before compression, or why they can't be had. */
function linesOf({ headers, body }: Request): AsyncIterable<Uint8Array> | Response {
  if (!body)
    return problem(400, 'Empty body', {
      detail: 'Expected JSON Lines in the body, one trace a line, got nothing',
    });
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('multipart/')) {
    const detail = `Expected the lines as the body itself, got ${type.split(';')[0]}: with curl, use --data-binary @FILE or -T FILE`;
    return problem(415, 'Unsupported media type', { detail });
  }
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding === 'gzip') return unzipped(body);
  return problem(415, 'Unsupported content encoding', {
    detail: `Expected gzip or none, got ${encoding}`,
  });
}

async function* unzipped(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    // What breaks off the body must end the reading too; both are thrown here.
    yield* pipeline(body, createGunzip(), () => {});
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')))
      throw error;
    const message = `Expected a body in gzip, as its content-encoding says: ${error.message}`;
    throw new ValidationError([{ path: [], message }]);
  }
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
