import type { JudgeContext } from '../context.ts';
import { OPEN_STATUSES } from './status.ts';

/** Takes up the jobs that an earlier server left, in their order. */
export async function recoverJobs({ database, homeId, queue }: JudgeContext): Promise<void> {
  const open = await database.prisma.judgeJob.findMany({
    where: { home: homeId, status: { in: [...OPEN_STATUSES] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of open) queue.enqueue(id);
}
