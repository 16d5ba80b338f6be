import { sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { FROM_TRACES, META } from './columns.ts';
import { countUpTo } from './count.ts';
import type { TraceFilter } from './filter.ts';
import { keysOf, pathOf } from './metaPath.ts';
import { narrow } from './search/narrow.ts';

export type FacetValue = {
  value: unknown;
  count: number;
  /** Whether there may be more: not all traces were looked at. */
  isFloor: boolean;
};

export const facetSize = z.int().min(1).max(100);

const MOST_PATHS = 200;
/** How many traces are looked at, the newest of those that a filter passes. */
export const MOST_LOOKED_AT = { values: 10_000, paths: 5_000 };

/** The most frequent values at a path of meta, or in lists there, among the newest traces that a filter passes. */
export async function traceFacet(
  database: Database,
  {
    path,
    filter,
    limit,
    signal,
  }: {
    path: string;
    filter: TraceFilter | null | undefined;
    limit: number;
    signal?: AbortSignal | undefined;
  },
): Promise<FacetValue[]> {
  const { scan, sql: dialect } = database;
  const most = MOST_LOOKED_AT.values;
  const { rows, narrowed } = await newestMetas(database, { filter, most, signal });
  const [values, passing] = await Promise.all([
    scan<{ value: string; count: number | bigint }>(
      sql`SELECT value, count(*) AS count FROM (${dialect.jsonScalars(rows, keysOf(path))}) AS facet
        GROUP BY value ORDER BY count(*) DESC, value LIMIT ${limit}`,
      signal,
    ),
    countUpTo(database, { narrowed, limit: most + 1, signal }),
  ]);
  const isFloor = passing > most || narrowed.lacking > 0;
  return values.map(({ value, count }) => ({
    value: JSON.parse(value),
    count: Number(count),
    isFloor,
  }));
}

/** The paths in meta that lead to scalars, or to lists of them, in the newest traces that a filter passes, the most
 * frequent first, 200 at most. */
export async function traceMetaPaths(
  database: Database,
  filter: TraceFilter | null | undefined,
  signal?: AbortSignal | undefined,
): Promise<string[]> {
  const most = MOST_LOOKED_AT.paths;
  const { rows } = await newestMetas(database, { filter, most, signal });
  const paths = await database.scan<{ keys: string }>(database.sql.jsonPaths(rows), signal);
  return paths
    .map(({ keys }) => readKeys(keys))
    .flatMap((keys) => (keys && keys.length > 0 ? (pathOf(keys) ?? []) : []))
    .slice(0, MOST_PATHS);
}

/** The meta of the newest traces that a filter passes, so many at most. */
async function newestMetas(
  database: Database,
  {
    filter,
    most,
    signal,
  }: { filter: TraceFilter | null | undefined; most: number; signal: AbortSignal | undefined },
) {
  const { scan, sql: dialect } = database;
  const narrowed = await narrow(database, filter);
  const { terms, condition } = narrowed;
  const stretch = { isDescending: true, limit: most };
  const ids =
    terms.length > 0 &&
    dialect.words.findFirst({ terms, condition, stretch }, (query) => scan(query, signal));
  const table = ids
    ? sql`(SELECT t."meta" FROM ${FROM_TRACES} WHERE t."id" IN (SELECT id FROM (${await ids}) AS newest)) AS t`
    : sql`(SELECT t."meta" FROM ${FROM_TRACES} WHERE ${condition ?? sql`1 = 1`} ORDER BY t."id" DESC LIMIT ${most}) AS t`;
  return { rows: { table, column: META, condition: sql`1 = 1` }, narrowed };
}

/** The keys that a database names: a JSON array of them, or SQLite's own path; nothing for a path
 * through a list. */
function readKeys(keys: string): string[] | undefined {
  if (keys.startsWith('[')) return JSON.parse(keys);
  if (!SQLITE_PATH.test(keys)) return undefined;
  return (keys.match(/"[^"]*"|[^."]+/g) ?? []).slice(1).map((key) => key.replaceAll('"', ''));
}

const SQLITE_PATH = /^\$(?:\."[^"]*"|\.[^."[]+)*$/;
