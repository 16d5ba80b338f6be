import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Connection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { filterCondition, type TraceFilter } from './filter.ts';
import type { Step, TraceContent } from './trace.ts';

/** A trace as it is stored. */
export type StoredTrace = TraceContent & { id: string };

type Columns = [string, string, string, string, Step[], Record<string, unknown> | null];

const FIRST_BATCH = 64;
const LARGEST_BATCH = 1_000;
// Long traces come in smaller batches, so that memory stays flat whatever their length.
const BATCH_CHARS = 4_000_000;

/**
 * Reads traces whole, in the order of their ids, an id as often as it is given, batch by batch.
 * @throws NotFoundError naming the first id that is not stored
 */
export async function* readTraces(
  connection: Connection,
  ids: string[],
): AsyncGenerator<StoredTrace[]> {
  for (let start = 0, size = FIRST_BATCH; start < ids.length; ) {
    const batch = ids.slice(start, start + size);
    const isInBatch = connection.sql.isOneOf(sql`t."id"`, batch);
    const { traces, meanChars } = await readRows(
      connection,
      sql`SELECT * FROM "Trace" AS t WHERE ${isInBatch}`,
    );
    const byId = new Map(traces.map((trace) => [trace.id, trace]));
    yield batch.map((id) => {
      const trace = byId.get(id);
      if (!trace) throw new NotFoundError(`There is no trace ${id}`);
      return trace;
    });
    start += batch.length;
    size = batchSize(meanChars);
  }
}

/** Reads every trace that a filter passes, oldest first, batch by batch. */
export async function* readMatchingTraces(
  connection: Connection,
  filter: TraceFilter | null | undefined,
): AsyncGenerator<StoredTrace[]> {
  const condition = filterCondition(connection.sql, filter);
  for (let after: string | undefined = '', size = FIRST_BATCH; after !== undefined; ) {
    const page: Sql = sql`SELECT * FROM "Trace" AS t
      WHERE t."id" > ${after} AND ${condition} ORDER BY t."id" LIMIT ${size}`;
    const { traces, meanChars }: Rows = await readRows(connection, page);
    if (traces.length > 0) yield traces;
    after = traces.length < size ? undefined : traces.at(-1)?.id;
    size = batchSize(meanChars);
  }
}

type Rows = { traces: StoredTrace[]; meanChars: number };

async function readRows({ prisma, sql: dialect }: Connection, query: Sql): Promise<Rows> {
  const columns = [
    sql`t."id"`,
    sql`t."traceVersion"`,
    sql`t."prompt"`,
    sql`t."finalAnswer"`,
    dialect.json(sql`t."steps"`),
    dialect.json(sql`t."meta"`),
  ];
  const [row] = await prisma.$queryRaw<{ json: string }[]>(dialect.asJson(columns, query));
  const text = row?.json ?? '[]';
  const traces = (JSON.parse(text) as Columns[]).map(toStoredTrace);
  return { traces, meanChars: text.length / Math.max(1, traces.length) };
}

function batchSize(meanChars: number): number {
  return Math.max(1, Math.min(LARGEST_BATCH, Math.floor(BATCH_CHARS / meanChars)));
}

function toStoredTrace([id, traceVersion, prompt, finalAnswer, steps, meta]: Columns): StoredTrace {
  return { id, traceVersion, prompt, finalAnswer, steps, meta: meta ?? undefined };
}
