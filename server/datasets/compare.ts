import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
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

/** What two datasets share and what only one of them has, by the content of their rows.
 * @throws NotFoundError when one of them is not stored */
export async function compareDatasets(
  database: Database,
  {
    baseKey,
    otherKey,
    signal,
  }: { baseKey: string; otherKey: string; signal?: AbortSignal | undefined },
): Promise<DatasetComparison> {
  const [base, other] = [await getDataset(database, baseKey), await getDataset(database, otherKey)];
  const [onlyBase, onlyOther] = await Promise.all([
    difference(database, { datasetId: base.id, otherId: other.id, signal }),
    difference(database, { datasetId: other.id, otherId: base.id, signal }),
  ]);
  return { baseKey, otherKey, sharedCount: base.traceCount - onlyBase.count, onlyBase, onlyOther };
}

async function difference(
  { scan }: Database,
  {
    datasetId,
    otherId,
    signal,
  }: { datasetId: string; otherId: string; signal: AbortSignal | undefined },
): Promise<DatasetDifference> {
  const rows: Sql = sql`FROM "DatasetTrace" AS m JOIN "Trace" AS t ON t."id" = m."traceId"
    WHERE m."datasetId" = ${datasetId} AND t."digest" NOT IN (
      SELECT o."digest" FROM "DatasetTrace" AS n JOIN "Trace" AS o ON o."id" = n."traceId"
      WHERE n."datasetId" = ${otherId})`;
  const counts = await scan<{ count: number | bigint }>(
    sql`SELECT count(*) AS count ${rows}`,
    signal,
  );
  const sample = await scan<{ id: string }>(
    sql`SELECT t."id" AS id ${rows} ORDER BY m."position" LIMIT ${SAMPLE_SIZE}`,
    signal,
  );
  return { count: Number(counts[0]?.count ?? 0), sampleIds: sample.map(({ id }) => id) };
}
