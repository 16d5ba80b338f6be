import type { DatabaseConnection } from '../database/open.ts';

/** Does what reads and then writes models, versions or aliases, one at a time over all servers. */
export function changeModels<T>(
  database: Pick<DatabaseConnection, 'prisma' | 'sql'>,
  work: (transaction: DatabaseConnection) => Promise<T>,
): Promise<T> {
  return database.prisma.$transaction(async (prisma) => {
    const lock = database.sql.lockKey('RegisteredModel');
    if (lock) await prisma.$executeRaw(lock);
    return work({ prisma, sql: database.sql });
  });
}
