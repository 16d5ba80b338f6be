import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { readRows } from '../database/rows.ts';
import { NotFoundError } from '../errors.ts';
import { TRACES, type TraceRecord } from './columns.ts';
import { filterCondition, type TraceFilter } from './filter.ts';
import type { TraceContent } from './trace.ts';

export type StoredTrace = TraceContent & { id: string };

const WHOLE = [
  'id',
  'traceVersion',
  'prompt',
  'finalAnswer',
  'expectedAnswer',
  'context',
  'steps',
  'meta',
] as const;
const LARGEST_BATCH = 1_000;
// Long traces come in smaller batches, so that memory stays flat whatever their length.
const BATCH_BYTES = 8_000_000;

/** Reads traces whole, in the order of their ids, an id as often as it is given, batch by batch.
 * @throws NotFoundError naming the first id that is not stored */
export async function* readTraces(
  connection: DatabaseConnection,
  ids: string[],
): AsyncGenerator<StoredTrace[]> {
  for (let start = 0; start < ids.length; start += LARGEST_BATCH) {
    const window = ids.slice(start, start + LARGEST_BATCH);
    const isInWindow = connection.sql.isOneOf(sql`t."id"`, window);
    const sizes = new Map(
      (await readSizes(connection, sql`SELECT * FROM "Trace" AS t WHERE ${isInWindow}`)).map(
        (trace) => [trace.id, trace],
      ),
    );
    const sized = window.map((id) => {
      const trace = sizes.get(id);
      if (!trace) throw new NotFoundError(`There is no trace ${id}`);
      return trace;
    });
    for (const batch of cutBySize(sized)) {
      const isInBatch = connection.sql.isOneOf(sql`t."id"`, batch);
      const traces = await readWhole(
        connection,
        sql`SELECT * FROM "Trace" AS t WHERE ${isInBatch}`,
      );
      const byId = new Map(traces.map((trace) => [trace.id, trace]));
      yield batch.map((id) => {
        const trace = byId.get(id);
        if (!trace) throw new NotFoundError(`The trace ${id} went while it was read`);
        return trace;
      });
    }
  }
}

/** Reads every trace that a filter passes, oldest first, batch by batch. */
export function readMatchingTraces(
  connection: DatabaseConnection,
  filter: TraceFilter | null | undefined,
): AsyncGenerator<StoredTrace[]> {
  return readTracesWhere(connection, filterCondition(connection.sql, filter));
}

/** The same of a condition on rows of the trace table, under the name `t`. */
export async function* readTracesWhere(
  connection: DatabaseConnection,
  condition: Sql,
): AsyncGenerator<StoredTrace[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Sql = sql`SELECT * FROM "Trace" AS t
      WHERE t."id" > ${after} AND ${condition} ORDER BY t."id" LIMIT ${LARGEST_BATCH}`;
    const sized: Sized[] = await readSizes(connection, page);
    for (const batch of cutBySize(sized)) {
      yield readWhole(
        connection,
        sql`SELECT * FROM "Trace" AS t
          WHERE t."id" >= ${batch[0]} AND t."id" <= ${batch.at(-1)} AND ${condition} ORDER BY t."id"`,
      );
    }
    after = sized.length < LARGEST_BATCH ? undefined : sized.at(-1)?.id;
  }
}

type Sized = Pick<TraceRecord, 'id' | 'sizeBytes'>;

/** Neighbours that are read together: one at least, and no more than make a batch together. */
function* cutBySize(traces: Sized[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const { id, sizeBytes } of traces) {
    if (batch.length > 0 && bytes + sizeBytes > BATCH_BYTES) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(id);
    bytes += sizeBytes;
  }
  if (batch.length > 0) yield batch;
}

function readSizes(connection: DatabaseConnection, query: Sql): Promise<Sized[]> {
  return readRows(connection, { table: TRACES, names: ['id', 'sizeBytes'], query });
}

async function readWhole(connection: DatabaseConnection, query: Sql): Promise<StoredTrace[]> {
  const traces = await readRows(connection, { table: TRACES, names: WHOLE, query });
  return traces.map(({ meta, context, expectedAnswer, ...trace }) => ({
    ...trace,
    expectedAnswer: expectedAnswer ?? undefined,
    context: context ?? undefined,
    meta: meta ?? undefined,
  }));
}
