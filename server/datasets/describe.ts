import type { Dataset } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { getDataset } from './get.ts';
import { datasetTraceIds } from './traceIds.ts';

/** The manifest of a dataset: what it holds and how it came to be, under the format's own names.
 * @throws NotFoundError when there is no dataset of that key */
export async function describeDataset(database: DatabaseConnection, key: string) {
  const dataset = await getDataset(database, key);
  return {
    dataset_key: dataset.key,
    build_id: dataset.id,
    dataset_name: dataset.name,
    dataset_version: dataset.version,
    dataset_schema_version: dataset.schemaVersion,
    created_at: dataset.createdAt.toISOString(),
    filters: dataset.filter,
    selection_strategy: dataset.strategy.toLowerCase(),
    seed: dataset.seed,
    trace_ids: await datasetTraceIds(database, { datasetId: dataset.id }),
    trace_count: dataset.traceCount,
    stats: {
      trace_count: dataset.traceCount,
      avg_step_count: dataset.avgStepCount,
      min_step_count: dataset.minStepCount,
      max_step_count: dataset.maxStepCount,
      avg_total_chars: dataset.avgTotalChars,
    },
    session_id: dataset.sessionId,
    parent_dataset_id: dataset.parentDatasetId,
    training_run_id: dataset.trainingRunId,
    provenance: dataset.provenance,
    digest: dataset.digest,
    ...(await newerParts(database, dataset)),
  };
}

/** What a dataset has beyond what all have. */
async function newerParts({ prisma }: DatabaseConnection, dataset: Dataset) {
  const { kind, fromParent, addedTraceIds, duplicates, split, pairing } = dataset;
  const where = { datasetId: dataset.id };
  return {
    ...(kind === 'PAIRS'
      ? { kind: 'pairs', pairing, pair_count: dataset.pairCount, pairs: await pairsOf() }
      : {}),
    ...(fromParent ? { from_parent: true } : {}),
    ...(addedTraceIds ? { added_trace_ids: addedTraceIds } : {}),
    ...(duplicates ? { duplicates } : {}),
    ...(split ? { split, splits: await splitsOf() } : {}),
  };

  async function pairsOf() {
    const pairs = await prisma.datasetPair.findMany({ where, orderBy: { position: 'asc' } });
    return pairs.map((pair) => ({
      chosen_id: pair.chosenId,
      rejected_id: pair.rejectedId,
      chosen_score: pair.chosenScore,
      rejected_score: pair.rejectedScore,
    }));
  }

  async function splitsOf() {
    const splits = await prisma.datasetSplit.findMany({ where, orderBy: { position: 'asc' } });
    return splits.map(({ name, fraction, traceCount, pairCount, digest, sftSha256 }) => ({
      ...{ name, fraction, trace_count: traceCount },
      ...(pairCount === null ? {} : { pair_count: pairCount }),
      ...{ digest, sft_sha256: sftSha256 },
    }));
  }
}
