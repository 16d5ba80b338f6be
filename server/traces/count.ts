import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { FROM_TRACES } from './columns.ts';
import type { TraceFilter } from './filter.ts';
import { narrow, prepareCondition } from './search/narrow.ts';
import { countNewest, type Patience } from './search/newest.ts';

/** How many traces were counted, whether there may be more, and how many a search could not look at yet. */
export type TraceCount = { count: number; isFloor: boolean; lacking: number };

/** Counting ends here where it would take long. */
export const MOST_COUNTED = 100_000;

/** How many traces a filter passes. It is exact for all traces, and for those of a source, an import or a range of moments; others
 * are counted up to `MOST_COUNTED`, and as far as patience goes where they must be looked at one by one. A search leaves
 * out what is not indexed yet. */
export async function countTraces(
  database: Database,
  {
    filter,
    patience,
    signal,
  }: {
    filter: TraceFilter | null | undefined;
    patience?: Patience;
    signal?: AbortSignal | undefined;
  },
): Promise<TraceCount> {
  if (isShort(filter)) {
    return { count: await countAllTraces(database, filter, signal), isFloor: false, lacking: 0 };
  }
  const narrowed = await narrow(database, filter);
  const limit = MOST_COUNTED + 1;
  const { count, isCut } = await countNewest(database, { narrowed, limit, patience, signal });
  const { lacking } = narrowed;
  const isFloor = isCut || count > MOST_COUNTED || lacking > 0;
  return { count: Math.min(count, MOST_COUNTED), isFloor, lacking };
}

/** How many traces a filter passes, all of them, however long that takes. */
async function countAllTraces(
  database: Database,
  filter: TraceFilter | null | undefined,
  signal?: AbortSignal | undefined,
): Promise<number> {
  const condition = await prepareCondition(database, filter);
  const [counted] = await database.scan<{ count: number | bigint }>(
    sql`SELECT count(*) AS count FROM ${FROM_TRACES} WHERE ${condition}`,
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
