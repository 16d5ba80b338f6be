import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Connection, Database } from '../database/open.ts';
import { getDataset } from './get.ts';

/** Rows of one dataset that the other has not, by content; the first of them by id. */
export type DatasetDifference = { count: number; sampleIds: string[] };

export type DatasetComparison = {
  baseKey: string;
  otherKey: string;
  /** Rows of the base whose content the other has too. */
  sharedCount: number;
  onlyBase: DatasetDifference;
  onlyOther: DatasetDifference;
};

const SAMPLE_SIZE = 20;

/**
 * What two datasets share and what only one of them has, by the content of their rows.
 * @throws NotFoundError when one of them is not stored
 */
export async function compareDatasets(
  database: Database,
  { baseKey, otherKey }: { baseKey: string; otherKey: string },
): Promise<DatasetComparison> {
  const [base, other] = [await getDataset(database, baseKey), await getDataset(database, otherKey)];
  const [onlyBase, onlyOther] = await Promise.all([
    difference(database, base.id, other.id),
    difference(database, other.id, base.id),
  ]);
  return { baseKey, otherKey, sharedCount: base.traceCount - onlyBase.count, onlyBase, onlyOther };
}

async function difference(
  { prisma }: Connection,
  datasetId: string,
  otherId: string,
): Promise<DatasetDifference> {
  const rows: Sql = sql`FROM "DatasetTrace" AS m JOIN "Trace" AS t ON t."id" = m."traceId"
    WHERE m."datasetId" = ${datasetId} AND t."digest" NOT IN (
      SELECT o."digest" FROM "DatasetTrace" AS n JOIN "Trace" AS o ON o."id" = n."traceId"
      WHERE n."datasetId" = ${otherId})`;
  const counts = await prisma.$queryRaw<{ count: number | bigint }[]>(
    sql`SELECT count(*) AS count ${rows}`,
  );
  const sample = await prisma.$queryRaw<{ id: string }[]>(
    sql`SELECT t."id" AS id ${rows} ORDER BY m."position" LIMIT ${SAMPLE_SIZE}`,
  );
  return { count: Number(counts[0]?.count ?? 0), sampleIds: sample.map(({ id }) => id) };
}
