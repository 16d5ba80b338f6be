import { sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { FROM_TRACES, META } from './columns.ts';
import type { TraceFilter } from './filter.ts';
import { keysOf, pathOf } from './metaPath.ts';
import { narrow } from './search/narrow.ts';
import { findNewest } from './search/newest.ts';

export type FacetValue = {
  value: unknown;
  count: number;
  /** Whether there may be more: not all traces were looked at. */
  isFloor: boolean;
};

export const facetSize = z.int().min(1).max(100);

const MOST_PATHS = 200;
/** How many traces are looked into, the newest of those that a filter passes. */
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
  const most = MOST_LOOKED_AT.values;
  const { newest, rows, isCut } = await newestMetas(database, { filter, most, signal });
  const values = await database.scan<{ value: string; count: Count; passing: Count }>(
    sql`WITH ${newest} SELECT value, count(*) AS count, (SELECT count(*) FROM newest) AS passing
      FROM (${database.sql.jsonScalars(rows, keysOf(path))}) AS facet
      GROUP BY value ORDER BY count(*) DESC, value LIMIT ${limit}`,
    signal,
  );
  return values.map(({ value, count, passing }) => ({
    value: JSON.parse(value),
    count: Number(count),
    isFloor: isCut || Number(passing) > most,
  }));
}

type Count = number | bigint;

/** The paths in meta that lead to scalars, or to lists of them, in the newest traces that a filter passes, the most
 * frequent first, 200 at most. */
export async function traceMetaPaths(
  database: Database,
  filter: TraceFilter | null | undefined,
  signal?: AbortSignal | undefined,
): Promise<string[]> {
  const most = MOST_LOOKED_AT.paths;
  const { newest, rows } = await newestMetas(database, { filter, most, signal });
  const paths = await database.scan<{ keys: string }>(
    sql`WITH ${newest} SELECT keys FROM (${database.sql.jsonPaths(rows)}) AS path
      ORDER BY count DESC, keys`,
    signal,
  );
  return paths
    .map(({ keys }) => readKeys(keys))
    .flatMap((keys) => (keys && keys.length > 0 ? (pathOf(keys) ?? []) : []))
    .slice(0, MOST_PATHS);
}

/** The meta of the newest traces that a filter passes, so many at most; `newest` names their ids, and one more. */
async function newestMetas(
  database: Database,
  {
    filter,
    most,
    signal,
  }: { filter: TraceFilter | null | undefined; most: number; signal: AbortSignal | undefined },
) {
  const narrowed = await narrow(database, filter);
  const { ids, isCut } = await findNewest(database, { narrowed, limit: most + 1, signal });
  const table = sql`(SELECT t."meta" FROM (SELECT id FROM newest ORDER BY id DESC LIMIT ${most}) AS n
    JOIN ${FROM_TRACES} ON t."id" = n.id) AS t`;
  return {
    newest: sql`newest AS MATERIALIZED (${ids})`,
    rows: { table, column: META, condition: sql`1 = 1` },
    isCut: isCut || narrowed.lacking > 0,
  };
}

/** The keys that a database names: a JSON array of them, or SQLite's own path; nothing for a path
 * through a list. */
function readKeys(keys: string): string[] | undefined {
  if (keys.startsWith('[')) return JSON.parse(keys);
  if (!SQLITE_PATH.test(keys)) return undefined;
  return (keys.match(/"[^"]*"|[^."]+/g) ?? []).slice(1).map((key) => key.replaceAll('"', ''));
}

const SQLITE_PATH = /^\$(?:\."[^"]*"|\.[^."[]+)*$/;
