import { sql } from '@prisma/client-runtime-utils';
import type { Prisma, Trace } from '../../prisma/generated/sqlite/client.ts';
import type { Table } from '../database/table.ts';
import type { Step, TraceContent, Turn } from './trace.ts';

export type TraceRecord = Omit<Trace, 'steps' | 'meta' | 'context'> & {
  steps: Step[];
  context: Turn[] | null;
  meta: NonNullable<TraceContent['meta']> | null;
};

export const TRACES: Table<TraceRecord> = {
  name: 'Trace',
  columns: {
    id: 'text',
    createdAt: 'timestamp',
    traceVersion: 'text',
    source: 'text',
    stepCount: 'int',
    stepChars: 'int',
    charCount: 'int',
    sizeBytes: 'int',
    digest: 'text',
    rankHigh: 'int',
    rankLow: 'int',
    prompt: 'text',
    finalAnswer: 'text',
    expectedAnswer: 'text',
    context: 'json',
    meta: 'json',
    steps: 'json',
    importId: 'text',
  },
};

/** The table in a query, and its JSON columns there. */
export const FROM_TRACES = sql`"Trace" AS t`;
export const META = sql`t."meta"`;
export const CONTEXT = sql`t."context"`;

/** The steps of a row that Prisma read: the column holds those of a trace that was validated. */
export function stepsOf({ steps }: { steps: Prisma.JsonValue }): Step[] {
  return steps as Step[];
}

/** The meta of a row that Prisma read: likewise. */
export function metaOf({ meta }: { meta: Prisma.JsonValue }): TraceContent['meta'] {
  return (meta ?? undefined) as TraceContent['meta'];
}

/** The context of a row that Prisma read: likewise. */
export function contextOf({ context }: { context: Prisma.JsonValue }): TraceContent['context'] {
  return (context ?? undefined) as TraceContent['context'];
}
