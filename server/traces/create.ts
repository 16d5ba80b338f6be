import type { Database, DatabaseConnection } from '../database/open.ts';
import { ValidationError } from '../errors.ts';
import { newId } from '../ids.ts';
import { TRACES, type TraceRecord } from './columns.ts';
import { createdAtOf } from './createdAt.ts';
import { canonicalJson, rankBits, sha256 } from './digest.ts';
import { codePointLength, TRACE_LIMITS, type TraceContent } from './trace.ts';

/** Stores a trace. @throws ValidationError when its JSON form is over `maxBytes` */
export async function createTrace(
  database: Database,
  { trace, maxBytes }: { trace: TraceContent; maxBytes: number },
): Promise<TraceRecord> {
  const row = checkedRow(trace, { maxBytes, path: ['input'] });
  await insertTraces(database, [row]);
  return row;
}

/** Rows of traces in the order given: a later one has a greater id.
 * @throws ValidationError naming the first trace whose JSON form is over `maxBytes` */
export function toRows(traces: TraceContent[], maxBytes: number): TraceRecord[] {
  return traces.map((trace, index) =>
    checkedRow(trace, { maxBytes, path: ['input', 'traces', String(index)] }),
  );
}

function checkedRow(
  trace: TraceContent,
  { maxBytes, path }: { maxBytes: number; path: string[] },
): TraceRecord {
  const row = toRow(trace);
  const message = sizeProblem(row, maxBytes);
  if (message) throw new ValidationError([{ path, message }]);
  return row;
}

export function sizeProblem({ sizeBytes }: TraceRecord, maxBytes: number): string | undefined {
  return sizeBytes > maxBytes
    ? `Expected a trace of at most ${maxBytes} bytes as JSON, got ${sizeBytes}`
    : undefined;
}

export function toRow(trace: TraceContent): TraceRecord {
  const id = newId();
  const canonical = canonicalJson(trace);
  const digest = sha256(canonical);
  const stepChars = trace.steps.reduce((sum, { content }) => sum + codePointLength(content), 0);
  return {
    id,
    createdAt: createdAtOf(id),
    traceVersion: trace.traceVersion,
    source: sourceOf(trace),
    stepCount: trace.steps.length,
    stepChars,
    charCount: codePointLength(trace.prompt) + codePointLength(trace.finalAnswer) + stepChars,
    digest,
    ...rankBits(digest),
    sizeBytes: Buffer.byteLength(canonical),
    prompt: trace.prompt,
    finalAnswer: trace.finalAnswer,
    expectedAnswer: trace.expectedAnswer ?? null,
    context: trace.context ?? null,
    meta: trace.meta ?? null,
    steps: trace.steps,
    importId: null,
  };
}

export async function insertTraces(
  { prisma, sql }: DatabaseConnection,
  rows: TraceRecord[],
): Promise<void> {
  await sql.insertRows(prisma, TRACES, rows);
}

function sourceOf({ meta }: TraceContent): string | null {
  const source = meta?.['source'];
  const isIndexed = typeof source === 'string' && source.length <= TRACE_LIMITS.indexedSource;
  return isIndexed ? source : null;
}
