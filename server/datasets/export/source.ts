import type { Database } from '../../database/open.ts';
import { getSplit } from '../getSplit.ts';
import { storedPairing } from '../pairing.ts';
import { datasetTraceIds } from '../traceIds.ts';
import type { NamedSource } from './chosen.ts';

type Named = {
  datasetKey?: string | null | undefined;
  split?: string | null | undefined;
  traceIds?: string[] | null | undefined;
  limit?: number | null | undefined;
};

/** What an export is of: the traces of a dataset or of one side of it, or those that are named; the first of them, where
 * there is a limit. @throws NotFoundError for a dataset, or a side of it, that is not stored */
export async function sourceOf(database: Database, { datasetKey, split, traceIds, limit }: Named) {
  if (traceIds) {
    const source: NamedSource = { traceIds: traceIds.slice(0, limit ?? undefined) };
    return { dataset: null, source };
  }
  const { side, ...dataset } = await getSplit(database, { key: datasetKey ?? '', split });
  const wanted = { datasetId: dataset.id, split, ...(limit == null ? {} : { limit }) };
  const source: NamedSource = { traceIds: await datasetTraceIds(database, wanted) };
  const pairing = storedPairing(dataset);
  if (pairing) {
    const count = (side ?? dataset).pairCount ?? 0;
    source.frozenPairs = {
      datasetId: dataset.id,
      split: split ?? undefined,
      criteria: pairing.criteria,
      count: Math.min(count, limit ?? count),
    };
  }
  return { dataset, source };
}
