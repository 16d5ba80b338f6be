import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../../database/open.ts';
import { FROM_TRACES } from '../../traces/columns.ts';
import { isNewestScore } from '../../traces/newestScore.ts';

// The difference of 0.3 and 0.1 is a little less than 0.2.
const ROUNDING = 1e-9;

/** Two traces of equal prompt and context. */
export type PairedIds = {
  chosenId: string;
  rejectedId: string;
  chosenScore: number;
  rejectedScore: number;
};

/** Of all traces that meet a condition and have equal prompts and contexts, the best and the worst by the newest scores of a
 * criteria, where they differ and by `margin` at least. Of equal scores the lesser digest counts, so that the same contents
 * make the same pairs everywhere. In the order of the chosen one's id. */
export async function pairTraces(
  database: Database,
  {
    condition,
    criteria,
    margin,
    signal,
  }: { condition: Sql; criteria: string; margin: number; signal?: AbortSignal | undefined },
): Promise<PairedIds[]> {
  const isPaired = sql`best."score" > worst."score" AND best."digest" <> worst."digest"
      AND best."score" - worst."score" >= ${margin - ROUNDING}`;
  return await database.scan<PairedIds>(
    sql`WITH ranked AS (
      SELECT t."id", t."digest", s."score", min(t."id") OVER alike AS alike,
        row_number() OVER (alike ORDER BY s."score" DESC, t."digest", t."id") AS "fromBest",
        row_number() OVER (alike ORDER BY s."score", t."digest", t."id") AS "fromWorst"
      FROM ${FROM_TRACES} JOIN "Score" AS s
        ON s."traceId" = t."id" AND ${isNewestScore(sql`s`, criteria)}
      WHERE ${condition}
      WINDOW alike AS (PARTITION BY t."prompt", coalesce(CAST(t."context" AS TEXT), ''))
    )
    SELECT best."id" AS "chosenId", worst."id" AS "rejectedId",
      best."score" AS "chosenScore", worst."score" AS "rejectedScore"
    FROM ranked AS best JOIN ranked AS worst ON worst.alike = best.alike
    WHERE best."fromBest" = 1 AND worst."fromWorst" = 1 AND ${isPaired} ORDER BY best."id"`,
    signal,
  );
}
