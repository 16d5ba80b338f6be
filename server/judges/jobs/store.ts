import { sql } from '@prisma/client-runtime-utils';
import type { Judge, JudgeItem } from '../../../prisma/generated/sqlite/client.ts';
import type { JudgeOutcome } from '../../../prisma/generated/sqlite/enums.ts';
import type { Database } from '../../database/open.ts';
import { recordScores } from '../../scores/record.ts';
import type { Judgement } from '../judge.ts';

/** The column of a job that counts each outcome. */
export const COUNTS = {
  SCORED: 'scoredCount',
  REFUSED: 'refusedCount',
  UNPARSEABLE: 'unparseableCount',
  ERROR: 'errorCount',
} as const satisfies Record<JudgeOutcome, string>;

export const GONE: Judgement = {
  outcome: 'ERROR',
  cause: 'DELETED',
  reason: 'The trace was deleted',
  answer: null,
  verdicts: [],
  attempts: 0,
  promptTokens: null,
  completionTokens: null,
  isForAll: false,
};

/** Stores what came of an item, with the scores that come of it and in what its job counts: all or nothing, and once. */
export async function storeJudgement(
  { prisma, sql: dialect }: Database,
  {
    item: { jobId, position, traceId },
    judge,
    judgement,
  }: {
    item: Pick<JudgeItem, 'jobId' | 'position' | 'traceId'>;
    judge: Judge;
    judgement: Judgement;
  },
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const isThere = await lockTrace(traceId);
    const { isForAll: _, attempts, verdicts, ...columns } = judgement;
    const outcome = isThere ? columns : { ...columns, ...GONE_COLUMNS };
    const isScored = outcome.outcome === 'SCORED';
    const { count } = await transaction.judgeItem.updateMany({
      where: { jobId, position, outcome: null },
      data: {
        ...outcome,
        ...(isScored ? { verdicts } : {}),
        attempts: { increment: attempts },
        endedAt: new Date(),
      },
    });
    if (count === 0) return;
    await transaction.judgeJob.update({
      where: { id: jobId },
      data: {
        [COUNTS[outcome.outcome]]: { increment: 1 },
        promptTokens: { increment: judgement.promptTokens ?? 0 },
        completionTokens: { increment: judgement.completionTokens ?? 0 },
      },
      select: { id: true },
    });
    if (!isScored || traceId === null) return;
    await recordScores(
      { prisma: transaction, sql: dialect },
      {
        verdicts: verdicts.map(({ criteria, score, label, explanation }) => ({
          traceId,
          criteria,
          score,
          ...(label === null ? {} : { label }),
          ...(explanation === null ? {} : { explanation }),
          details: { job: jobId, model: judge.model },
        })),
        judged: { source: 'JUDGE', judge: judge.name, version: String(judge.version) },
      },
    );

    async function lockTrace(id: string | null): Promise<boolean> {
      const rows = await transaction.$queryRaw<unknown[]>(
        sql`SELECT t."id" FROM "Trace" AS t WHERE t."id" = ${id} ${dialect.locked}`,
      );
      return rows.length > 0;
    }
  });
}

const GONE_COLUMNS = { outcome: 'ERROR', cause: 'DELETED', reason: GONE.reason } as const;
