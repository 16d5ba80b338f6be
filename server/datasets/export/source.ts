import type { Database } from '../../database/open.ts';
import { getDataset } from '../get.ts';
import { datasetTraceIds } from '../traceIds.ts';

type Named = {
  datasetKey?: string | null | undefined;
  traceIds?: string[] | null | undefined;
  limit?: number | null | undefined;
};

/** What an export is of: the traces of a dataset, or those that are named; the first of them, where there is a limit.
 * @throws NotFoundError for a dataset that is not stored */
export async function sourceOf(database: Database, { datasetKey, traceIds, limit }: Named) {
  if (traceIds) return { dataset: null, traceIds: traceIds.slice(0, limit ?? undefined) };
  const dataset = await getDataset(database, datasetKey ?? '');
  const wanted = { datasetId: dataset.id, ...(limit == null ? {} : { limit }) };
  return { dataset, traceIds: await datasetTraceIds(database, wanted) };
}
