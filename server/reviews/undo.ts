import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { InvalidStateError } from '../errors.ts';
import { retractScores } from '../scores/retract.ts';
import { getReview } from './get.ts';

/** Takes back what a reviewer said or skipped last, with the scores that came of it; answers which item that was.
 * @throws NotFoundError; InvalidStateError when there is nothing to take back */
export async function undoReviewVerdict(
  database: Database,
  { reviewId, reviewer }: { reviewId: string; reviewer: string },
): Promise<number> {
  await getReview(database, reviewId);
  return database.prisma.$transaction(async (prisma) => {
    const last = await prisma.reviewVerdict.findFirst({
      where: { reviewId, reviewer },
      orderBy: { id: 'desc' },
    });
    if (!last) throw new InvalidStateError(`${reviewer} has said nothing in this review yet`);
    await retractScores({ prisma, sql: database.sql }, scoreIdsOf(last));
    await prisma.reviewVerdict.delete({ where: { id: last.id } });
    return last.position;
  });
}

/** The column holds what `judgeReviewItem` wrote. */
function scoreIdsOf({ scoreIds }: { scoreIds: Prisma.JsonValue }): string[] {
  return scoreIds as string[];
}
