import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';

/** How far a reviewer has come. */
export type Progress = { reviewer: string; judgedCount: number; skippedCount: number };

/** Everyone who has judged or skipped something in a review, by name. */
export async function reviewersOf({ prisma }: Database, reviewId: string): Promise<Progress[]> {
  const rows = await prisma.$queryRaw<
    { reviewer: string; judged: number | bigint; all: number | bigint }[]
  >(sql`
    SELECT "reviewer" AS reviewer, count("choice") AS judged, count(*) AS "all" FROM "ReviewVerdict"
    WHERE "reviewId" = ${reviewId} GROUP BY "reviewer"`);
  return rows
    .map(({ reviewer, judged, all }) => ({
      reviewer,
      judgedCount: Number(judged),
      skippedCount: Number(all) - Number(judged),
    }))
    .toSorted((one, other) => (one.reviewer < other.reviewer ? -1 : 1));
}

/** How many items of a review there still are. */
export function countItems({ prisma }: Database, reviewId: string): Promise<number> {
  return prisma.reviewItem.count({ where: { reviewId } });
}

/** The first item that a reviewer has neither judged nor skipped; null when that is all done. */
export async function nextPosition(
  { prisma }: Database,
  { reviewId, reviewer }: { reviewId: string; reviewer: string },
): Promise<number | null> {
  const item = await prisma.reviewItem.findFirst({
    where: { reviewId, verdicts: { none: { reviewer } } },
    orderBy: { position: 'asc' },
    select: { position: true },
  });
  return item?.position ?? null;
}
