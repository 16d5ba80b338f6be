import { sql } from '@prisma/client-runtime-utils';
import type { Connection } from '../database/open.ts';

/** The ids of a dataset's traces, in its order; at most `limit` of them. */
export async function datasetTraceIds(
  { prisma, sql: dialect }: Connection,
  { datasetId, limit }: { datasetId: string; limit?: number },
): Promise<string[]> {
  const members = sql`SELECT * FROM "DatasetTrace" AS t WHERE t."datasetId" = ${datasetId} ORDER BY t."position" LIMIT ${limit ?? MOST_TRACES}`;
  const rows = await prisma.$queryRaw<{ json: string }[]>(
    dialect.asJson([sql`t."traceId"`], members),
  );
  return (JSON.parse(rows[0]?.json ?? '[]') as [string][]).map(([traceId]) => traceId);
}

const MOST_TRACES = 100_000;
