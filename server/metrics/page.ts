import type { DatabaseConnection } from '../database/open.ts';

/** Stored points of a run after a place, in order; at most `limit` of them. */
export async function metricPage(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { runId, after, limit }: { runId: string; after: number; limit: number },
) {
  return prisma.metric.findMany({
    where: { runId, seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: limit,
    omit: { runId: true },
  });
}
