import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { FROM_TRACES } from './columns.ts';
import type { TraceFilter } from './filter.ts';
import { type Narrowed, narrow, prepareCondition } from './search/narrow.ts';

/** How many traces were counted, whether there may be more, and how many a search could not look at yet. */
export type TraceCount = { count: number; isFloor: boolean; lacking: number };

/** Counting ends here where it would take long. */
export const MOST_COUNTED = 100_000;

/** How many traces a filter passes. It is exact for all traces, and for those of a source, an import or a range of moments; others
 * are counted up to `MOST_COUNTED`, and a search leaves out what is not indexed yet. */
export async function countTraces(
  database: Database,
  filter: TraceFilter | null | undefined,
  signal?: AbortSignal | undefined,
): Promise<TraceCount> {
  if (isShort(filter)) {
    return { count: await countAllTraces(database, filter, signal), isFloor: false, lacking: 0 };
  }
  const narrowed = await narrow(database, filter);
  const count = await countUpTo(database, { narrowed, limit: MOST_COUNTED + 1, signal });
  const { lacking } = narrowed;
  const isFloor = count > MOST_COUNTED || lacking > 0;
  return { count: Math.min(count, MOST_COUNTED), isFloor, lacking };
}

/** Counts what a filter passes, no further than to a limit. */
export async function countUpTo(
  database: Database,
  {
    narrowed: { terms, condition },
    limit,
    signal,
  }: { narrowed: Narrowed; limit: number; signal: AbortSignal | undefined },
): Promise<number> {
  const { scan, sql: dialect } = database;
  const rows =
    terms.length > 0
      ? await dialect.words.findAny({ terms, condition, limit }, (query) => scan(query, signal))
      : sql`SELECT 1 FROM ${FROM_TRACES} WHERE ${condition ?? sql`1 = 1`} LIMIT ${limit}`;
  return countRows(database, rows, signal);
}

/** How many traces a filter passes, all of them, however long that takes. */
async function countAllTraces(
  database: Database,
  filter: TraceFilter | null | undefined,
  signal?: AbortSignal | undefined,
): Promise<number> {
  const condition = await prepareCondition(database, filter);
  return countRows(database, sql`SELECT 1 FROM ${FROM_TRACES} WHERE ${condition}`, signal);
}

async function countRows({ scan }: Database, rows: Sql, signal?: AbortSignal | undefined) {
  const [counted] = await scan<{ count: number | bigint }>(
    sql`SELECT count(*) AS count FROM (${rows}) AS counted`,
    signal,
  );
  return Number(counted?.count ?? 0);
}

/** Whether an index has all that a filter asks for. */
export function isShort(filter: TraceFilter | null | undefined): boolean {
  return Object.entries(filter ?? {}).every(
    ([part, value]) => value == null || ['source', 'importId', 'createdAt'].includes(part),
  );
}
