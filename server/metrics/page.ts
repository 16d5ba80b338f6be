import type { DatabaseConnection } from '../database/open.ts';

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
