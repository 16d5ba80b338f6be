import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';
import { hasEnded } from './status.ts';
import { moveRun } from './transition.ts';

/** Cancels a run that waits, asks one at work to stop. @throws NotFoundError; InvalidStateError when it has ended, or
 * is at work on another server of the same database */
export async function cancelRun(context: RunContext, id: string): Promise<Run> {
  const { database, queue, homeId } = context;
  const isCancelled = await moveRun(context, id, {
    from: ['PENDING'],
    to: 'CANCELLED',
    data: { message: 'Cancelled before it began' },
  });
  if (!isCancelled) {
    const { home, status } = await getRun(database, id);
    if (home !== homeId && !hasEnded(status)) {
      throw new InvalidStateError(
        `The run ${id} is at work on another server, that of the data folder whose \`id\` is ${home}. Cancel it there.`,
      );
    }
    await moveRun(context, id, {
      from: ['RUNNING'],
      to: 'CANCELLING',
      data: { message: 'Stopping' },
    });
    queue.stop(id);
  }
  const run = await getRun(database, id);
  if (!isCancelled && hasEnded(run.status)) {
    throw new InvalidStateError(`The run ${id} can't be cancelled: it is ${run.status} already`);
  }
  return run;
}
