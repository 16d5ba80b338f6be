import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Connection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { filterCondition, type TraceFilter } from './filter.ts';
import type { Step, TraceContent } from './trace.ts';

/** A trace as it is stored. */
export type StoredTrace = TraceContent & { id: string };

type Columns = [string, string, string, string, Step[], Record<string, unknown> | null];

const ID_PAGE = 10_000;
const FIRST_BATCH = 64;
const LARGEST_BATCH = 1_000;
// Long traces come in smaller batches, so that memory stays flat whatever their length.
const BATCH_CHARS = 4_000_000;

/**
 * Reads traces whole, in the order of their ids, an id as often as it is given, batch by batch.
 * @throws NotFoundError naming the first id that is not stored
 */
export async function* readTraces(
  { prisma, sql: dialect }: Connection,
  ids: string[],
): AsyncGenerator<StoredTrace[]> {
  const columns = [
    sql`t."id"`,
    sql`t."traceVersion"`,
    sql`t."prompt"`,
    sql`t."finalAnswer"`,
    dialect.json(sql`t."steps"`),
    dialect.json(sql`t."meta"`),
  ];
  for (let start = 0, size = FIRST_BATCH; start < ids.length; ) {
    const batch = ids.slice(start, start + size);
    const rows = await prisma.$queryRaw<{ json: string }[]>(
      dialect.asJson(
        columns,
        sql`SELECT * FROM "Trace" AS t WHERE ${dialect.isOneOf(sql`t."id"`, batch)}`,
      ),
    );
    const text = rows[0]?.json ?? '[]';
    const traces = new Map(
      (JSON.parse(text) as Columns[]).map((row) => [row[0], toStoredTrace(row)]),
    );
    yield batch.map((id) => {
      const trace = traces.get(id);
      if (!trace) throw new NotFoundError(`There is no trace ${id}`);
      return trace;
    });
    start += batch.length;
    const meanChars = text.length / batch.length;
    size = Math.max(1, Math.min(LARGEST_BATCH, Math.floor(BATCH_CHARS / meanChars)));
  }
}

/** Reads every trace that a filter passes, oldest first, batch by batch. */
export async function* readMatchingTraces(
  database: Connection,
  filter: TraceFilter | null | undefined,
): AsyncGenerator<StoredTrace[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Sql = sql`SELECT t."id" FROM "Trace" AS t
      WHERE t."id" > ${after} AND ${filterCondition(database.sql, filter)} ORDER BY t."id" LIMIT ${ID_PAGE}`;
    const rows = await database.prisma.$queryRaw<{ json: string }[]>(
      database.sql.asJson([sql`t."id"`], page),
    );
    const ids = (JSON.parse(rows[0]?.json ?? '[]') as [string][]).map(([id]) => id);
    yield* readTraces(database, ids);
    after = ids.length < ID_PAGE ? undefined : ids.at(-1);
  }
}

function toStoredTrace([id, traceVersion, prompt, finalAnswer, steps, meta]: Columns): StoredTrace {
  return { id, traceVersion, prompt, finalAnswer, steps, meta: meta ?? undefined };
}
