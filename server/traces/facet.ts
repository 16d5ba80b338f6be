import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { filterCondition, type TraceFilter } from './filter.ts';

/** A value that meta has at a path, and in how many traces. */
export type FacetValue = { value: unknown; count: number };

const SAMPLED_TRACES = 1_000;
const MOST_PATHS = 200;

/** The most frequent values at a path of meta among the traces that a filter passes. */
export async function traceFacet(
  { prisma, sql: dialect }: Database,
  { path, filter, limit }: { path: string; filter: TraceFilter | null | undefined; limit: number },
): Promise<FacetValue[]> {
  const rows = await prisma.$queryRaw<{ value: string; count: number | bigint }[]>(sql`
    SELECT value, count(*) AS count FROM (
      SELECT ${dialect.metaText(path.split('.'))} AS value FROM "Trace" AS t WHERE ${filterCondition(dialect, filter)}
    ) AS facet
    WHERE value IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value LIMIT ${limit}`);
  return rows.map(({ value, count }) => ({ value: JSON.parse(value), count: Number(count) }));
}

/** The paths in meta that lead to scalars in the newest thousand traces, the most frequent first. */
export async function traceMetaPaths({ prisma }: Database): Promise<string[]> {
  const traces = await prisma.trace.findMany({
    orderBy: { id: 'desc' },
    take: SAMPLED_TRACES,
    select: { meta: true },
  });
  const counts = new Map<string, number>();
  for (const { meta } of traces) {
    for (const path of scalarPaths(meta, [])) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, MOST_PATHS)
    .map(([path]) => path);
}

function* scalarPaths(value: unknown, path: string[]): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    if (path.length > 0) yield path.join('.');
    return;
  }
  if (Array.isArray(value)) return;
  for (const [key, child] of Object.entries(value)) {
    // A key with a dot, a quote or a backslash can't be named in a path.
    if (key !== '' && !/[."\\]/.test(key)) yield* scalarPaths(child, [...path, key]);
  }
}
