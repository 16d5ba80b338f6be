import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { RunStatus } from '../../prisma/generated/sqlite/enums.ts';
import type { Database } from '../database/open.ts';
import type { Updates } from '../updates.ts';
import { isFinal } from './status.ts';

/** Moves a run from one of the statuses `from`, and says whether it did: of two moves at once the first wins. */
export async function moveRun(
  { database, updates }: { database: Pick<Database, 'prisma'>; updates: Updates },
  runId: string,
  {
    from,
    to,
    data = {},
  }: { from: RunStatus[]; to: RunStatus; data?: Prisma.RunUncheckedUpdateManyInput },
): Promise<boolean> {
  const ending = isFinal(to) ? { endedAt: new Date() } : {};
  const { count } = await database.prisma.run.updateMany({
    where: { id: runId, status: { in: from } },
    data: { status: to, ...ending, ...data },
  });
  if (count > 0) updates.publish(runId);
  return count > 0;
}
