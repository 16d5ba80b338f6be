import { sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { FROM_TRACES, META } from './columns.ts';
import { filterCondition, type TraceFilter } from './filter.ts';
import { keysOf, pathOf } from './metaPath.ts';

export type FacetValue = { value: unknown; count: number };

export const facetSize = z.int().min(1).max(100);

const METAS = { table: FROM_TRACES, column: META };
const MOST_PATHS = 200;

/** The most frequent values at a path of meta, or in lists there, among the traces that a filter passes. */
export async function traceFacet(
  { scan, sql: dialect }: Database,
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
  const rows = await scan<{ value: string; count: number | bigint }>(
    sql`SELECT value, count(*) AS count
      FROM (${dialect.jsonScalars({ ...METAS, condition: filterCondition(dialect, filter) }, keysOf(path))}) AS facet
      GROUP BY value ORDER BY count(*) DESC, value LIMIT ${limit}`,
    signal,
  );
  return rows.map(({ value, count }) => ({ value: JSON.parse(value), count: Number(count) }));
}

/** The paths in meta that lead to scalars, or to lists of them, in the traces that a filter passes, the
 * most frequent first, 200 at most. */
export async function traceMetaPaths(
  { scan, sql: dialect }: Database,
  filter: TraceFilter | null | undefined,
  signal?: AbortSignal | undefined,
): Promise<string[]> {
  const rows = await scan<{ keys: string }>(
    dialect.jsonPaths({ ...METAS, condition: filterCondition(dialect, filter) }),
    signal,
  );
  return rows
    .map(({ keys }) => readKeys(keys))
    .flatMap((keys) => (keys && keys.length > 0 ? (pathOf(keys) ?? []) : []))
    .slice(0, MOST_PATHS);
}

/** The keys that a database names: a JSON array of them, or SQLite's own path; nothing for a path
 * through a list. */
function readKeys(keys: string): string[] | undefined {
  if (keys.startsWith('[')) return JSON.parse(keys);
  if (!SQLITE_PATH.test(keys)) return undefined;
  return (keys.match(/"[^"]*"|[^."]+/g) ?? []).slice(1).map((key) => key.replaceAll('"', ''));
}

const SQLITE_PATH = /^\$(?:\."[^"]*"|\.[^."[]+)*$/;
