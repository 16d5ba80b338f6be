import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';

/** How many steps each of these traces has that are stored; they stay until the transaction of the caller's ends. */
export async function lockTraces(
  { prisma, sql: dialect }: DatabaseConnection,
  ids: string[],
): Promise<Map<string, number>> {
  const rows = await prisma.$queryRaw<{ id: string; stepCount: number }[]>(sql`
    SELECT t."id", t."stepCount" FROM "Trace" AS t WHERE ${dialect.isOneOf(sql`t."id"`, ids)}
    ORDER BY t."id" ${dialect.locked}`);
  return new Map(rows.map(({ id, stepCount }) => [id, stepCount]));
}
