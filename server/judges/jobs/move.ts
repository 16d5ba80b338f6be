import type { Prisma } from '../../../prisma/generated/sqlite/client.ts';
import type { JudgeJobStatus } from '../../../prisma/generated/sqlite/enums.ts';
import type { JudgeContext } from '../context.ts';
import { isOpen } from './status.ts';

/** Moves a job from one of the statuses `from`, and says whether it did: of two moves at once the first wins. */
export async function moveJob(
  { database, updates }: Pick<JudgeContext, 'database' | 'updates'>,
  id: string,
  {
    from,
    to,
    data = {},
  }: { from: JudgeJobStatus[]; to: JudgeJobStatus; data?: Prisma.JudgeJobUncheckedUpdateManyInput },
): Promise<boolean> {
  const { count } = await database.prisma.judgeJob.updateMany({
    where: { id, status: { in: from } },
    data: { status: to, endedAt: isOpen(to) ? null : new Date(), ...data },
  });
  if (count > 0) updates.publish(id);
  return count > 0;
}
