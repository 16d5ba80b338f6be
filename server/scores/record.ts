import { sql } from '@prisma/client-runtime-utils';
import type { Score } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { newId } from '../ids.ts';
import { WHOLE_TRACE } from '../traces/newestScore.ts';
import { SCORES } from './columns.ts';

/** Who judged. */
export type Judged = Pick<Score, 'source' | 'judge' | 'version'>;

/** A verdict on a trace, or on one of its steps. */
export type Verdict = Pick<Score, 'traceId' | 'criteria' | 'score'> & {
  /** From 0; the whole trace without it. */
  step?: number;
  label?: string;
  explanation?: string;
  details?: Score['details'];
};

/** Stores verdicts in their order, in a transaction of the caller's; those that were the newest of the same trace, step
 * and criteria are it no more. The traces are locked until it ends: of two that judge one at once, the later counts.
 * Traces must be stored. */
export async function recordScores(
  { prisma, sql: dialect }: DatabaseConnection,
  { verdicts, judged }: { verdicts: Verdict[]; judged: Judged },
): Promise<Score[]> {
  const traceIds = [...new Set(verdicts.map(({ traceId }) => traceId))];
  await prisma.$queryRaw(sql`
    SELECT t."id" FROM "Trace" AS t WHERE ${dialect.isOneOf(sql`t."id"`, traceIds)}
    ORDER BY t."id" ${dialect.locked}`);
  const createdAt = new Date();
  const scores = verdicts.map(
    ({ traceId, criteria, score, step, label, explanation, details }): Score => ({
      id: newId(),
      traceId,
      criteria,
      step: step ?? WHOLE_TRACE,
      score,
      label: label ?? null,
      explanation: explanation ?? null,
      details: details ?? {},
      ...judged,
      createdAt,
      isNewest: true,
    }),
  );
  const newest = new Map(scores.map((score) => [keyOf(score), score.id]));
  for (const [criteria, judgedSteps] of Map.groupBy(scores, ({ criteria }) => criteria)) {
    // The cross join keeps SQLite from going through all scores by the criteria for each trace.
    const steps = dialect.pairs(
      JSON.stringify(judgedSteps.map(({ traceId, step }) => [traceId, step])),
    );
    await prisma.$executeRaw(sql`
      UPDATE "Score" SET "isNewest" = false WHERE "id" IN (
        SELECT s."id" FROM ${steps} CROSS JOIN "Score" AS s WHERE s."traceId" = pair.key
        AND s."criteria" = ${criteria} AND s."isNewest" = true AND s."step" = pair.value)`);
  }
  const rows = scores.map((score) => ({
    ...score,
    isNewest: newest.get(keyOf(score)) === score.id,
  }));
  await dialect.insertRows(prisma, SCORES, rows);
  return rows;
}

function keyOf({ traceId, criteria, step }: Score): string {
  return JSON.stringify([traceId, criteria, step]);
}
