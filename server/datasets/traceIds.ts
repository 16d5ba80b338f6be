import { sql } from '@prisma/client-runtime-utils';
import type { DatabaseConnection } from '../database/open.ts';
import { readRows } from '../database/rows.ts';
import { MEMBERS } from './columns.ts';

/** The ids of a dataset's traces, or of one side of it, in its order; at most `limit` of them. */
export async function datasetTraceIds(
  connection: DatabaseConnection,
  {
    datasetId,
    split,
    limit,
  }: { datasetId: string; split?: string | null | undefined; limit?: number },
): Promise<string[]> {
  const query = sql`SELECT * FROM "DatasetTrace" AS t WHERE t."datasetId" = ${datasetId}
    ${split == null ? sql`` : sql`AND t."split" = ${split}`}
    ORDER BY t."position" LIMIT ${limit ?? MOST_TRACES}`;
  const members = await readRows(connection, { table: MEMBERS, names: ['traceId'], query });
  return members.map(({ traceId }) => traceId);
}

const MOST_TRACES = 100_000;
