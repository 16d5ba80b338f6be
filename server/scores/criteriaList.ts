import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import type { TraceFilter } from '../traces/filter.ts';
import { isNewestScore, WHOLE_TRACE } from '../traces/newestScore.ts';
import { prepareCondition } from '../traces/search/narrow.ts';

/** What traces were judged by, and how that came out. */
export type CriteriaSummary = {
  criteria: string;
  /** How many traces have a newest score as a whole. */
  traceCount: number;
  /** How many steps have one. */
  stepCount: number;
  /** The least, the greatest and the mean newest score of whole traces; null where only steps were judged. */
  min: number | null;
  max: number | null;
  mean: number | null;
};

/** Every criteria by which something was judged, by name. */
export async function listCriteria(
  { scan }: Database,
  signal?: AbortSignal | undefined,
): Promise<CriteriaSummary[]> {
  const isWhole = sql`"step" = ${WHOLE_TRACE}`;
  const rows = await scan<CriteriaSummary>(
    sql`SELECT "criteria" AS criteria,
        sum(CASE WHEN ${isWhole} THEN 1 ELSE 0 END) AS "traceCount",
        sum(CASE WHEN ${isWhole} THEN 0 ELSE 1 END) AS "stepCount",
        min(CASE WHEN ${isWhole} THEN "score" END) AS min,
        max(CASE WHEN ${isWhole} THEN "score" END) AS max,
        avg(CASE WHEN ${isWhole} THEN "score" END) AS mean
      FROM "Score" WHERE "isNewest" = true GROUP BY "criteria"`,
    signal,
  );
  return rows
    .map((row) => ({
      ...row,
      traceCount: Number(row.traceCount),
      stepCount: Number(row.stepCount),
    }))
    .toSorted((one, other) => (one.criteria < other.criteria ? -1 : 1));
}

/** A label, or a number where there is none, and how many traces have it. */
export type ScoreFacetValue = { label: string | null; score: number | null; count: number };

/** What traces that a filter passes were given most often by a criteria. */
export async function scoreFacet(
  database: Database,
  {
    criteria,
    filter,
    limit,
    signal,
  }: {
    criteria: string;
    filter: TraceFilter | null | undefined;
    limit: number;
    signal?: AbortSignal | undefined;
  },
): Promise<ScoreFacetValue[]> {
  const isMeant = await prepareCondition(database, filter);
  const rows = await database.scan<ScoreFacetValue>(
    sql`SELECT label, score, count(*) AS count FROM (
        SELECT judged."label" AS label, CASE WHEN judged."label" IS NULL THEN judged."score" END AS score
        FROM "Score" AS judged JOIN "Trace" AS t ON t."id" = judged."traceId"
        WHERE ${isNewestScore(sql`judged`, criteria)} AND ${isMeant}
      ) AS facet GROUP BY label, score ORDER BY count(*) DESC, CASE WHEN label IS NULL THEN 1 ELSE 0 END, label, score LIMIT ${limit}`,
    signal,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
