import { sql } from '@prisma/client-runtime-utils';
import type { Prisma, Run } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { containsFolded } from '../traces/filter.ts';

export type RunFilter = {
  status?: Run['status'][] | null | undefined;
  mode?: Run['mode'] | null | undefined;
  datasetKey?: string | null | undefined;
  datasetKeyContains?: string | null | undefined;
  modelId?: string | null | undefined;
  modelIdContains?: string | null | undefined;
};

export async function runCondition(
  database: Database,
  { status, mode, datasetKey, datasetKeyContains, modelId, modelIdContains }: RunFilter,
): Promise<Prisma.RunWhereInput> {
  return {
    AND: [
      ...(status ? [{ status: { in: status } }] : []),
      ...(mode ? [{ mode }] : []),
      ...(datasetKey != null ? [{ datasetKey }] : []),
      ...(modelId != null ? [{ modelId }] : []),
      ...(datasetKeyContains
        ? [{ datasetKey: { in: await valuesWith(database, 'datasetKey', datasetKeyContains) } }]
        : []),
      ...(modelIdContains
        ? [{ modelId: { in: await valuesWith(database, 'modelId', modelIdContains) } }]
        : []),
    ],
  };
}

async function valuesWith(
  { prisma, sql: dialect }: Database,
  name: 'datasetKey' | 'modelId',
  text: string,
): Promise<string[]> {
  const column = name === 'datasetKey' ? sql`"datasetKey"` : sql`"modelId"`;
  const rows = await prisma.$queryRaw<{ value: string }[]>(
    sql`SELECT DISTINCT ${column} AS value FROM "Run" WHERE ${containsFolded(dialect, column, text)}`,
  );
  return rows.map(({ value }) => value);
}
