import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../../database/open.ts';
import { FROM_TRACES } from '../columns.ts';
import type { Narrowed } from './narrow.ts';

/** How many traces are looked at one by one, the newest first, for a count or a facet: for where their words stand, and for
 * what else is in their rows. */
export type Patience = { words: number; rows: number };

const PATIENCE: Patience = { words: 50_000, rows: 30_000 };

type Asked = {
  narrowed: Narrowed;
  /** The most traces to find. */
  limit: number;
  patience?: Patience | undefined;
  signal: AbortSignal | undefined;
};

/** A query for the ids, as `id`, of the newest traces that a filter passes; and whether there may be more, since not all
 * were looked at. */
export async function findNewest(
  database: Database,
  { narrowed, limit, patience = PATIENCE, signal }: Asked,
): Promise<{ ids: Sql; isCut: boolean }> {
  const { scan, sql: dialect } = database;
  const { terms, condition } = narrowed;
  if (terms.length > 0) {
    const wanted = wantedOf({ narrowed, limit, patience });
    return dialect.words.findNewest(wanted, (query) => scan(query, signal));
  }
  const edge = await findEdge(database, { narrowed, lookedAt: patience.rows, signal });
  const above = edge === undefined ? sql`1 = 1` : sql`t."id" > ${edge}`;
  return {
    ids: sql`SELECT t."id" AS id FROM ${FROM_TRACES} WHERE ${condition ?? sql`1 = 1`} AND ${above}
      ORDER BY t."id" DESC LIMIT ${limit}`,
    isCut: edge !== undefined,
  };
}

/** How many traces a filter passes, no further than to a limit; and whether there may be more, since not all were looked
 * at. */
export async function countNewest(
  database: Database,
  { narrowed, limit, patience = PATIENCE, signal }: Asked,
): Promise<{ count: number; isCut: boolean }> {
  const { scan, sql: dialect } = database;
  if (narrowed.terms.length > 0) {
    const wanted = wantedOf({ narrowed, limit, patience });
    return dialect.words.count(wanted, (query) => scan(query, signal));
  }
  const { ids, isCut } = await findNewest(database, { narrowed, limit, patience, signal });
  const [counted] = await scan<{ count: number | bigint }>(
    sql`SELECT count(*) AS count FROM (${ids}) AS newest`,
    signal,
  );
  return { count: Number(counted?.count ?? 0), isCut };
}

/** What the index of words is asked for. */
function wantedOf({
  narrowed: { terms, condition },
  limit,
  patience,
}: {
  narrowed: Narrowed;
  limit: number;
  patience: Patience;
}) {
  return { terms, condition, limit, lookedAt: condition ? patience.rows : patience.words };
}

/** The id of the first trace that is not looked at any more; nothing where an index tells, or where all are looked at. */
async function findEdge(
  { scan }: Database,
  {
    narrowed: { indexed, isIndexed },
    lookedAt,
    signal,
  }: { narrowed: Narrowed; lookedAt: number; signal: AbortSignal | undefined },
): Promise<string | undefined> {
  if (isIndexed) return undefined;
  const [edge] = await scan<{ id: string }>(
    sql`SELECT t."id" AS id FROM ${FROM_TRACES} WHERE ${indexed} ORDER BY t."id" DESC LIMIT 1 OFFSET ${lookedAt}`,
    signal,
  );
  return edge?.id;
}
