import { setImmediate } from 'node:timers/promises';
import { sql } from '@prisma/client-runtime-utils';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { InvalidStateError, NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';
import { DELETING } from '../traces/delete.ts';

/** What an undo did. */
export type Undone = {
  deletedCount: number;
  /** How many traces stay, since a dataset holds them. */
  keptCount: number;
  /** Keys of datasets that hold some; the first ten. */
  heldBy: string[];
};

const BATCH_SIZE = 1_000;
const NAMED_HOLDERS = 10;

/** Deletes the traces of an import that no dataset holds, some at a time, so that it keeps nobody waiting; again, it
 * deletes what no dataset holds any more.
 * @throws NotFoundError, InvalidStateError while the import is at work */
export async function undoImport(database: Database, id: string): Promise<Undone> {
  const { prisma } = database;
  const found = await prisma.import.findUnique({ where: { id }, select: { status: true } });
  if (!found) throw new NotFoundError(`There is no import ${shown(id)}`);
  if (found.status === 'RUNNING') {
    throw new InvalidStateError(
      'The import is still at work. Stop it, or wait until it has ended.',
    );
  }
  let deletedCount = 0;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const batch = await prisma.$transaction((transaction) =>
      deleteSome({ prisma: transaction, sql: database.sql }, { id, after: from }),
    );
    deletedCount += batch.count;
    after = batch.last;
    // SQLite answers at once, so that nothing else would have its turn.
    await setImmediate();
  }
  const keptCount = await prisma.trace.count({ where: { importId: id } });
  await prisma.import.updateMany({ where: { id }, data: { status: 'UNDONE' } });
  const heldBy = keptCount > 0 ? await holdersOf(database, id) : [];
  return { deletedCount, keptCount, heldBy };
}

/** Deletes what is free among the next traces of an import; `last` is where to go on, null at the end. */
async function deleteSome(
  { prisma, sql: dialect }: DatabaseConnection,
  { id, after }: { id: string; after: string },
): Promise<{ count: number; last: string | null }> {
  const lock = dialect.lockKey(DELETING);
  if (lock) await prisma.$executeRaw(lock);
  const next = await prisma.$queryRaw<{ id: string }[]>(sql`
    SELECT t."id" FROM "Trace" AS t WHERE t."importId" = ${id} AND t."id" > ${after}
    ORDER BY t."id" LIMIT ${BATCH_SIZE}`);
  const last = next.at(-1)?.id ?? null;
  if (last === null) return { count: 0, last };
  const count = await prisma.$executeRaw(sql`
    DELETE FROM "Trace" WHERE "importId" = ${id} AND "id" > ${after} AND "id" <= ${last}
    AND NOT EXISTS (SELECT 1 FROM "DatasetTrace" AS m WHERE m."traceId" = "Trace"."id")`);
  return { count, last: next.length < BATCH_SIZE ? null : last };
}

async function holdersOf({ prisma }: Pick<Database, 'prisma'>, id: string): Promise<string[]> {
  const holders = await prisma.$queryRaw<{ key: string }[]>(sql`
    SELECT DISTINCT d."key" AS key FROM "Trace" AS t
    JOIN "DatasetTrace" AS m ON m."traceId" = t."id"
    JOIN "Dataset" AS d ON d."id" = m."datasetId"
    WHERE t."importId" = ${id} ORDER BY d."key" LIMIT ${NAMED_HOLDERS}`);
  return holders.map(({ key }) => key);
}
