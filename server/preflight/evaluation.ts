import type { Database } from '../database/open.ts';
import { USUAL_SHARE } from '../datasets/leaks/datasetLeaks.ts';
import { findLeaks, type Leak } from '../datasets/leaks/find.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import type { ManifestContent } from '../manifests/content.ts';

/** What is found of the side that a run is evaluated on. */
export type EvaluationReport = {
  split: string;
  rowCount: number;
  /** The tokens of each row that is not dropped, in their order. */
  lengths: number[];
  /** Its rows that stand among those trained on. */
  leaks: Leak[];
};

/** Looks at the side that a run is evaluated on; null where it is on none. */
export async function inspectEvaluation(
  database: Database,
  {
    datasetId,
    manifest,
    traceIds,
    tokens,
    signal,
  }: {
    datasetId: string;
    manifest: ManifestContent;
    /** The rows that are trained on. */
    traceIds: string[];
    /** The tokens of each row that is evaluated on. */
    tokens: readonly number[];
    signal: AbortSignal;
  },
): Promise<EvaluationReport | null> {
  const { split } = manifest.evaluation;
  if (split === undefined) return null;
  const evaluationIds = await datasetTraceIds(database, { datasetId, split });
  return {
    split,
    rowCount: evaluationIds.length,
    lengths: tokens.filter((length) => length <= manifest.training.max_seq_length),
    leaks: await findLeaks(database, {
      traceIds: evaluationIds,
      otherTraceIds: traceIds,
      leastShare: USUAL_SHARE,
      signal,
    }),
  };
}
