import type { JudgeJob } from '../../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../../errors.ts';
import type { JudgeContext } from '../context.ts';
import { getJob } from '../get.ts';
import { moveJob } from './move.ts';
import { isOpen, OPEN_STATUSES } from './status.ts';

/** Stops a job: no trace is asked about any more, and what is being asked is left. What was answered stays.
 * @throws NotFoundError; InvalidStateError when it has ended, or another server does it */
export async function cancelJob(context: JudgeContext, id: string): Promise<JudgeJob> {
  const { database, queue } = context;
  requireHere(context, await getJob(database, id));
  const isCancelled = await moveJob(context, id, {
    from: [...OPEN_STATUSES],
    to: 'CANCELLED',
    data: { message: 'Cancelled; what was answered by then is kept' },
  });
  queue.stop(id);
  const job = await getJob(database, id);
  if (!isCancelled)
    throw new InvalidStateError(`The job ${id} can't be cancelled: it is ${job.status} already`);
  return job;
}

/** @throws InvalidStateError for an open job of another server */
function requireHere({ homeId }: JudgeContext, { id, home, status }: JudgeJob): void {
  if (home === homeId || !isOpen(status)) return;
  throw new InvalidStateError(
    `The job ${id} is at work on another server, that of the data folder whose \`id\` is ${home}. Cancel it there.`,
  );
}
