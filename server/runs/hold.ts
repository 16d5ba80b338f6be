import type { DatabaseConnection } from '../database/open.ts';
import { InvalidStateError, NotFoundError } from '../errors.ts';

/** Until the transaction ends, no run that others come to need begins to be deleted, and none that is deleted comes to be needed. */
export async function lockDeletion({ prisma, sql }: DatabaseConnection): Promise<void> {
  const lock = sql.lockKey('Run.deletion');
  if (lock) await prisma.$executeRaw(lock);
}

/** Keeps a run from being deleted until the transaction ends. @throws NotFoundError, InvalidStateError when it is on its way out */
export async function holdRun(transaction: DatabaseConnection, id: string): Promise<void> {
  await lockDeletion(transaction);
  const run = await transaction.prisma.run.findUnique({ where: { id }, select: { status: true } });
  if (!run) throw new NotFoundError(`The run ${id} was deleted`);
  if (run.status === 'DELETING') throw new InvalidStateError(`The run ${id} is being deleted`);
}
