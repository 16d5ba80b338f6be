import type { RunContext } from './context.ts';
import { moveRun } from './transition.ts';

/** Takes up what an earlier server left: trainings are followed or ended, dry runs at work have failed, what waits
 * is enqueued in its order. */
export async function recoverRuns(context: RunContext): Promise<void> {
  const { database, queue, homeId } = context;
  const open = await database.prisma.run.findMany({
    where: { home: homeId, status: { in: ['PENDING', 'RUNNING', 'CANCELLING'] } },
    orderBy: { id: 'asc' },
    select: { id: true, status: true, mode: true },
  });
  for (const { id, status, mode } of open) {
    if (status === 'PENDING') {
      queue.enqueue({ id, mode });
    } else if (mode === 'LOCAL') {
      queue.adopt({ id, mode });
      if (status === 'CANCELLING') queue.stop(id);
    } else {
      const message = 'The server stopped while the dry run was at work; retry it';
      await moveRun(context, id, { from: [status], to: 'FAILED', data: { message } });
    }
  }
}
