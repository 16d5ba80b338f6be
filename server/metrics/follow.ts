import type { RunContext } from '../runs/context.ts';
import type { MetricPoint } from '../runs/feed.ts';
import { followStored } from '../runs/followStored.ts';
import { metricPage } from './page.ts';

export type MetricBatch = { points: MetricPoint[]; cursor: number };

const BATCH_POINTS = 1_000;

/** A run's points after a place, stored ones first, until it has ended. @throws NotFoundError */
export function followMetrics(
  context: RunContext,
  { runId, after }: { runId: string; after: number },
): AsyncGenerator<MetricBatch> {
  return followStored<MetricPoint, MetricBatch>(context, {
    runId,
    after,
    recent: (seq) => context.feeds.get(runId)?.metrics.after(seq) ?? null,
    stored: (seq) => metricPage(context.database, { runId, after: seq, limit: BATCH_POINTS }),
    batchOf: (points, cursor) => ({ points, cursor }),
  });
}
