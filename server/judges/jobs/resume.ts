import type { JudgeJob, Prisma } from '../../../prisma/generated/sqlite/client.ts';
import type { JudgeOutcome } from '../../../prisma/generated/sqlite/enums.ts';
import { InvalidStateError } from '../../errors.ts';
import type { JudgeContext } from '../context.ts';
import { requireEndpoint } from '../endpoint/endpoint.ts';
import { getJob } from '../get.ts';
import { isOpen } from './status.ts';
import { COUNTS } from './store.ts';

export type Repeatable = Exclude<JudgeOutcome, 'SCORED'>;

/** Goes on with a job that has ended: with the traces that wait, and again with those of some outcomes. One that was
 * scored is never asked about again. @throws NotFoundError, JudgeUnavailableError; InvalidStateError when it has not
 * ended, or nothing is left */
export async function resumeJob(
  { settings, database, homeId, queue, updates }: JudgeContext,
  { id, repeat }: { id: string; repeat: Repeatable[] },
): Promise<JudgeJob> {
  requireEndpoint(settings);
  await database.prisma.$transaction(async (transaction) => {
    const { status } = await getJob({ prisma: transaction }, id);
    if (isOpen(status)) throw new InvalidStateError(`The job ${id} is still ${status}`);
    // The status is asked for again by the update: of two at once the first wins.
    const { count } = await transaction.judgeJob.updateMany({
      where: { id, status },
      data: { status: 'PENDING', message: 'Waiting for its turn', home: homeId, endedAt: null },
    });
    if (count === 0) throw new InvalidStateError(`The job ${id} goes on already`);
    for (const outcome of new Set(repeat)) await letWait(transaction, { id, outcome });
    const left = await transaction.judgeItem.count({ where: { jobId: id, outcome: null } });
    if (left === 0)
      throw new InvalidStateError(
        `Nothing of the job ${id} is left to ask; name the outcomes to ask again about`,
      );
  });
  updates.publish(id);
  queue.enqueue(id);
  return getJob(database, id);
}

async function letWait(
  transaction: Prisma.TransactionClient,
  { id, outcome }: { id: string; outcome: Repeatable },
): Promise<void> {
  const { count } = await transaction.judgeItem.updateMany({
    where: { jobId: id, outcome },
    data: { outcome: null, cause: null, reason: null, answer: null, endedAt: null },
  });
  await transaction.judgeJob.update({
    where: { id },
    data: { [COUNTS[outcome]]: { decrement: count } },
    select: { id: true },
  });
}
