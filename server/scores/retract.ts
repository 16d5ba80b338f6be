import type { DatabaseConnection } from '../database/open.ts';
import { lockTraces } from './lockTraces.ts';

/** Takes scores back, in a transaction of the caller's: what was the newest before each counts again. */
export async function retractScores(connection: DatabaseConnection, ids: string[]): Promise<void> {
  const { prisma } = connection;
  const where = { id: { in: ids } };
  const traces = await prisma.score.findMany({ where, select: { traceId: true } });
  await lockTraces(
    connection,
    traces.map(({ traceId }) => traceId),
  );
  const scores = await prisma.score.findMany({ where });
  await prisma.score.deleteMany({ where });
  for (const { traceId, criteria, step } of scores.filter(({ isNewest }) => isNewest)) {
    const before = await prisma.score.findFirst({
      where: { traceId, criteria, step },
      orderBy: { id: 'desc' },
      select: { id: true },
    });
    if (before) await prisma.score.update({ where: before, data: { isNewest: true } });
  }
}
