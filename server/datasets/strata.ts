import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { ValidationError } from '../errors.ts';
import { DEFAULT_CRITERIA } from '../scores/criteria.ts';
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

/** How traces are told apart: by a value in meta, by the label of a score, or by scores, each for itself or in bands. */
export type Stratification = {
  /** What tells a trace's stratum, `''` where it has none. */
  stratum: Sql;
  /** The tables that it is read from. */
  tables: Sql;
  /** A stratum as people read it; null for the traces that have none. */
  nameOf: (key: string) => string | null;
};

/** @param from the tables of the traces, which are called `t` there */
export async function stratification(
  database: Database,
  { stratifyBy, from, signal }: { stratifyBy: string; from: Sql; signal?: AbortSignal | undefined },
): Promise<Stratification> {
  const { sql: dialect } = database;
  const prefix = prefixOf(stratifyBy);
  if (!prefix) {
    return {
      stratum: sql`coalesce(${dialect.jsonText(META, keysOf(stratifyBy))}, '')`,
      tables: from,
      nameOf: metaValueOf,
    };
  }
  const criteria = stratifyBy.slice(prefix.length);
  const tables = sql`${from} LEFT JOIN "Score" AS band
    ON band."traceId" = t."id" AND ${isNewestScore(sql`band`, criteria)}`;
  if (prefix === LABEL) {
    return { stratum: sql`coalesce(band."label", '')`, tables, nameOf: (key) => key || null };
  }
  const width = await bandWidth(database, { criteria, signal });
  const score = sql`band."score"`;
  return {
    stratum: sql`coalesce(CAST(${width === null ? score : dialect.bandOf(score, width)} AS TEXT), '')`,
    tables,
    nameOf: (key) => scoreNameOf(key, width),
  };
}

/** How many traces that pass a condition each stratum has, by its key.
 * @throws ValidationError when these are more than 10,000 strata, or no trace has a value: it names
 * paths that lead to one */
export async function countStrata(
  database: Database,
  {
    stratifyBy,
    by: { stratum, tables },
    condition,
    signal,
  }: {
    stratifyBy: string;
    by: Stratification;
    condition: Sql;
    signal: AbortSignal | undefined;
  },
): Promise<Map<string, number>> {
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
      : `Expected \`stratifyBy\` to be a path in the meta of a trace that passes${await examples(database, { tables, condition, signal })}, got ${JSON.stringify(stratifyBy)}, which none has`;
    throw new ValidationError([{ path: ['input', 'stratifyBy'], message }]);
  }
  return new Map(rows.map(({ key, count }) => [key, Number(count)]));
}

/** The strata that a selection takes from, the largest first; at most 100. */
export function strataOf(
  nameOf: Stratification['nameOf'],
  sizes: Map<string, number>,
  quotas: Map<string, number>,
): Stratum[] {
  return [...sizes]
    .sort(([one, size], [other, otherSize]) => otherSize - size || (one < other ? -1 : 1))
    .slice(0, SHOWN_STRATA)
    .map(([key, size]) => ({
      value: nameOf(key),
      count: quotas.get(key) ?? 0,
      matchCount: size,
    }));
}

/** The strata of a dataset's traces, the largest first; at most 100. By scores: as these are now. */
export async function datasetStrata(
  database: Database,
  { id, stratifyBy }: { id: string; stratifyBy: string | null },
): Promise<Stratum[]> {
  if (stratifyBy === null) return [];
  const { stratum, tables, nameOf } = await stratification(database, {
    stratifyBy,
    from: FROM_TRACES,
  });
  const rows = await database.scan<{ key: string; count: number | bigint }>(sql`
    SELECT key, count(*) AS count FROM (
      SELECT ${stratum} AS key FROM ${tables}
      WHERE t."id" IN (SELECT "traceId" FROM "DatasetTrace" WHERE "datasetId" = ${id})
    ) AS strata GROUP BY key ORDER BY count(*) DESC, key LIMIT ${SHOWN_STRATA}`);
  return rows.map(({ key, count }) => ({
    value: nameOf(key),
    count: Number(count),
    matchCount: null,
  }));
}

function prefixOf(stratifyBy: string): string | undefined {
  return [SCORE, LABEL].find((prefix) => stratifyBy.startsWith(prefix));
}

function metaValueOf(key: string): string | null {
  if (key === '') return null;
  const value: unknown = JSON.parse(key);
  return typeof value === 'string' ? value : key;
}

function scoreNameOf(key: string, width: number | null): string | null {
  if (key === '') return null;
  const number = Number(key);
  if (width === null) return String(number);
  return `${round(number * width)} to below ${round((number + 1) * width)}`;
}

const BASELINE_WIDTH = 10;
const MOST_VALUES = 20;
const MOST_BANDS = 10;

/** How wide the bands of a criteria's scores are: ten for the baseline. For others it is 1, 2 or 5 times a power of ten,
 * with which there are ten bands or fewer; null where there are so few different scores that each stands for itself. */
async function bandWidth(
  { scan }: Database,
  { criteria, signal }: { criteria: string; signal?: AbortSignal | undefined },
): Promise<number | null> {
  if (criteria === DEFAULT_CRITERIA) return BASELINE_WIDTH;
  const scores = sql`FROM "Score" AS s WHERE ${isNewestScore(sql`s`, criteria)}`;
  const values = await scan(
    sql`SELECT DISTINCT s."score" AS score ${scores} LIMIT ${MOST_VALUES + 1}`,
    signal,
  );
  if (values.length <= MOST_VALUES) return null;
  const [range] = await scan<{ least: number; most: number }>(
    sql`SELECT min(s."score") AS least, max(s."score") AS most ${scores}`,
    signal,
  );
  const { least = 0, most = 0 } = range ?? {};
  for (let power = 10 ** Math.floor(Math.log10((most - least) / MOST_BANDS)); ; power *= 10) {
    for (const width of [power, 2 * power, 5 * power].map(round)) {
      if (Math.floor(most / width) - Math.floor(least / width) < MOST_BANDS) return width;
    }
  }
}

/** A number without the noise of its last digits: 0.3, not 0.30000000000000004. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

const EXAMPLE_TRACES = 50;
const EXAMPLE_PATHS = 10;

/** Some paths that the newest traces have, to choose from. */
async function examples(
  { prisma, scan }: Database,
  { tables, condition, signal }: { tables: Sql; condition: Sql; signal: AbortSignal | undefined },
): Promise<string> {
  const newest = await scan<{ id: string }>(
    sql`SELECT t."id" FROM ${tables} WHERE ${condition} ORDER BY t."id" DESC LIMIT ${EXAMPLE_TRACES}`,
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
