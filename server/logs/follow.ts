import type { RunContext } from '../runs/context.ts';
import type { LogLine } from '../runs/feed.ts';
import { followStored } from '../runs/followStored.ts';
import { type LogBatch, logPage } from './page.ts';

const BATCH_LINES = 1_000;

/** A run's lines after a place, stored ones first, until it has ended. @throws NotFoundError */
export function followLog(
  context: RunContext,
  { runId, after }: { runId: string; after: number },
): AsyncGenerator<LogBatch> {
  return followStored<LogLine, LogBatch>(context, {
    runId,
    after,
    recent: (seq) => context.feeds.get(runId)?.log.after(seq) ?? null,
    stored: (seq) => logPage(context.database, { runId, after: seq, limit: BATCH_LINES }),
    batchOf: (lines, cursor) => ({ lines, cursor }),
  });
}
