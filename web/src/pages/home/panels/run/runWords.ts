import type { RunStatus } from '../../../../graphql/generated/graphql.ts';
import { elapsedSeconds } from '../../../../runs/runFacts.ts';

/** Where a run stands, in a word. */
export const STATUS_WORDS: Record<RunStatus, string> = {
  PENDING: 'pending',
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  TIMED_OUT: 'timeout',
  CANCELLING: 'cancelling',
  CANCELLED: 'cancelled',
  DELETING: 'being deleted',
};

/** The same as the rest of a sentence that begins with "Run". */
export const HEADING_WORDS: Record<RunStatus, string> = {
  ...STATUS_WORDS,
  RUNNING: 'in progress',
  TIMED_OUT: 'timed out',
};

export const MODE_WORDS = { DRY_RUN: 'dry-run', LOCAL: 'local' } as const;

/** A duration in seconds with two decimals; `N/A` before the run began. */
export function secondsText(run: Parameters<typeof elapsedSeconds>[0], now: number): string {
  const seconds = elapsedSeconds(run, now);
  return seconds === undefined ? 'N/A' : `${seconds.toFixed(2)}s`;
}
