import type { Application } from '../application.ts';
import { moveRun } from './transition.ts';

/**
 * Takes up what an earlier server of the same data folder left: runs that wait are enqueued in their
 * order, and dry runs that it was working on have failed with it.
 */
export async function recoverRuns(application: Application): Promise<void> {
  const { database, queue, homeId } = application;
  const open = await database.prisma.run.findMany({
    where: { home: homeId, status: { in: ['PENDING', 'RUNNING', 'CANCELLING'] } },
    orderBy: { id: 'asc' },
    select: { id: true, status: true },
  });
  for (const { id, status } of open) {
    if (status === 'PENDING') {
      queue.enqueue(id);
    } else {
      const message = 'The server stopped while the dry run was at work; retry it';
      await moveRun(application, id, { from: [status], to: 'FAILED', data: { message } });
    }
  }
}
