import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { InUseError } from '../errors.ts';
import type { TraceFilter } from './filter.ts';
import { prepareCondition } from './search/narrow.ts';

/** What deletes traces, and what comes to hold them, do by turns. */
export const DELETING = 'traces are held';

/** Deletes the traces that a filter passes, all or none, and says how many. @throws InUseError by a dataset */
export async function deleteTraces(database: Database, filter: TraceFilter): Promise<number> {
  const { prisma, sql: dialect } = database;
  const isMeant = await prepareCondition(database, filter);
  return prisma.$transaction(async (transaction) => {
    const lock = dialect.lockKey(DELETING);
    if (lock) await transaction.$executeRaw(lock);
    const holders = await transaction.$queryRaw<{ traceId: string; key: string }[]>(sql`
      SELECT m."traceId" AS "traceId", d."key" AS key FROM "DatasetTrace" AS m
      JOIN "Dataset" AS d ON d."id" = m."datasetId"
      JOIN "Trace" AS t ON t."id" = m."traceId"
      WHERE ${isMeant} LIMIT 1`);
    const [holder] = holders;
    if (holder) {
      throw new InUseError(
        `The trace ${holder.traceId} is part of the dataset ${holder.key}, which would lose it. Delete the dataset first, or leave the trace.`,
      );
    }
    return transaction.$executeRaw(sql`DELETE FROM "Trace" AS t WHERE ${isMeant}`);
  });
}
