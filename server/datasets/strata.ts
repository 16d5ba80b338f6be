import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { ValidationError } from '../errors.ts';
import { FROM_TRACES, META } from '../traces/columns.ts';
import { keysOf, pathOf } from '../traces/metaPath.ts';
import { isNewestScore } from '../traces/newestScore.ts';

/** Traces with one value of what a dataset is stratified by. */
export type Stratum = {
  /** The value as text; null for the traces that have none. */
  value: string | null;
  /** How many of them the dataset holds. */
  count: number;
  /** How many pass the filter; null where that is not asked any more. */
  matchCount: number | null;
};

const MOST_STRATA = 10_000;
const SHOWN_STRATA = 100;
const SCORE = 'score:';
const LABEL = 'label:';

/** What tells a trace's stratum, `''` where it has none, and the tables that it is read from. */
export function stratification(
  dialect: Database['sql'],
  stratifyBy: string,
): { stratum: Sql; tables: Sql } {
  const prefix = prefixOf(stratifyBy);
  if (!prefix) {
    return {
      stratum: sql`coalesce(${dialect.jsonText(META, keysOf(stratifyBy))}, '')`,
      tables: FROM_TRACES,
    };
  }
  const stratum =
    prefix === LABEL
      ? sql`coalesce(band."label", '')`
      : sql`coalesce(CAST(${dialect.bandOfTen(sql`band."score"`)} AS TEXT), '')`;
  return {
    stratum,
    tables: sql`${FROM_TRACES} LEFT JOIN "Score" AS band
      ON band."traceId" = t."id" AND ${isNewestScore(sql`band`, stratifyBy.slice(prefix.length))}`,
  };
}

/** How many traces that pass a condition each stratum has, by its key.
 * @throws ValidationError when these are more than 10,000 strata, or no trace has a value: it names
 * paths that lead to one */
export async function countStrata(
  database: Database,
  {
    stratifyBy,
    condition,
    signal,
  }: { stratifyBy: string; condition: Sql; signal: AbortSignal | undefined },
): Promise<Map<string, number>> {
  const { stratum, tables } = stratification(database.sql, stratifyBy);
  const rows = await database.scan<{ key: string; count: number | bigint }>(
    sql`SELECT key, count(*) AS count
      FROM (SELECT ${stratum} AS key FROM ${tables} WHERE ${condition}) AS strata
      GROUP BY key LIMIT ${MOST_STRATA + 1}`,
    signal,
  );
  if (rows.length > MOST_STRATA) {
    const message = `Expected \`stratifyBy\` to have at most ${MOST_STRATA} values, got more with ${stratifyBy}`;
    throw new ValidationError([{ path: ['input', 'stratifyBy'], message }]);
  }
  if (rows.length === 1 && rows[0]?.key === '') {
    const message = prefixOf(stratifyBy)
      ? `Expected scores to stratify by, got none of ${stratifyBy} on any trace that passes: score them first`
      : `Expected \`stratifyBy\` to be a path in the meta of a trace that passes${await examples(database, { condition, signal })}, got ${JSON.stringify(stratifyBy)}, which none has`;
    throw new ValidationError([{ path: ['input', 'stratifyBy'], message }]);
  }
  return new Map(rows.map(({ key, count }) => [key, Number(count)]));
}

/** The strata that a selection takes from, the largest first; at most 100. */
export function strataOf(
  stratifyBy: string,
  sizes: Map<string, number>,
  quotas: Map<string, number>,
): Stratum[] {
  return [...sizes]
    .sort(([one, size], [other, otherSize]) => otherSize - size || (one < other ? -1 : 1))
    .slice(0, SHOWN_STRATA)
    .map(([key, size]) => ({
      value: textOf(stratifyBy, key),
      count: quotas.get(key) ?? 0,
      matchCount: size,
    }));
}

/** The strata of a dataset's traces, the largest first; at most 100. By scores: as these are now. */
export async function datasetStrata(
  { scan, sql: dialect }: Database,
  { id, stratifyBy }: { id: string; stratifyBy: string | null },
): Promise<Stratum[]> {
  if (stratifyBy === null) return [];
  const { stratum, tables } = stratification(dialect, stratifyBy);
  const rows = await scan<{ key: string; count: number | bigint }>(sql`
    SELECT key, count(*) AS count FROM (
      SELECT ${stratum} AS key FROM ${tables}
      WHERE t."id" IN (SELECT "traceId" FROM "DatasetTrace" WHERE "datasetId" = ${id})
    ) AS strata GROUP BY key ORDER BY count(*) DESC, key LIMIT ${SHOWN_STRATA}`);
  return rows.map(({ key, count }) => ({
    value: textOf(stratifyBy, key),
    count: Number(count),
    matchCount: null,
  }));
}

function prefixOf(stratifyBy: string): string | undefined {
  return [SCORE, LABEL].find((prefix) => stratifyBy.startsWith(prefix));
}

function textOf(stratifyBy: string, key: string): string | null {
  if (key === '') return null;
  if (stratifyBy.startsWith(LABEL)) return key;
  if (stratifyBy.startsWith(SCORE)) return `${Number(key) * 10} to below ${Number(key) * 10 + 10}`;
  const value: unknown = JSON.parse(key);
  return typeof value === 'string' ? value : key;
}

const EXAMPLE_TRACES = 50;
const EXAMPLE_PATHS = 10;

/** Some paths that the newest traces have, to choose from. */
async function examples(
  { prisma, scan }: Database,
  { condition, signal }: { condition: Sql; signal: AbortSignal | undefined },
): Promise<string> {
  const newest = await scan<{ id: string }>(
    sql`SELECT t."id" FROM "Trace" AS t WHERE ${condition} ORDER BY t."id" DESC LIMIT ${EXAMPLE_TRACES}`,
    signal,
  );
  const traces = await prisma.trace.findMany({
    where: { id: { in: newest.map(({ id }) => id) } },
    select: { meta: true },
  });
  const paths = new Set(traces.flatMap(({ meta }) => [...pathsOf(meta)]));
  const some = [...paths].sort().slice(0, EXAMPLE_PATHS);
  return some.length > 0 ? `, such as ${some.map((path) => `\`${path}\``).join(', ')}` : '';
}

function* pathsOf(value: unknown, keys: string[] = []): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    const path = pathOf(keys);
    if (path) yield path;
  } else if (!Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) yield* pathsOf(inner, [...keys, key]);
  }
}
