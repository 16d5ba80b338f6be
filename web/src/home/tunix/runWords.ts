import type { RunStatus } from '../../graphql/generated/graphql.ts';

/** Where a run stands, in a word. */
export const STATUS_WORDS: Record<RunStatus, string> = {
  PENDING: 'pending',
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  TIMED_OUT: 'timeout',
  CANCELLING: 'cancelling',
  CANCELLED: 'cancelled',
};

/** The same as the rest of a sentence that begins with "Run". */
export const HEADING_WORDS: Record<RunStatus, string> = {
  ...STATUS_WORDS,
  RUNNING: 'in progress',
  TIMED_OUT: 'timed out',
};

export const MODE_WORDS = { DRY_RUN: 'dry-run', LOCAL: 'local' } as const;

const FINAL: RunStatus[] = ['COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELLED'];

/** Whether a run has ended, for good. */
export function hasEnded(status: RunStatus): boolean {
  return FINAL.includes(status);
}

/** A duration in seconds with two decimals; `N/A` before the run began. */
export function secondsText(
  run: {
    startedAt?: string | null;
    endedAt?: string | null;
    durationSeconds?: number | null;
  },
  now: number,
): string {
  if (!run.startedAt) return 'N/A';
  const seconds = run.endedAt ? run.durationSeconds : (now - Date.parse(run.startedAt)) / 1_000;
  return seconds == null ? 'N/A' : `${Math.max(0, seconds).toFixed(2)}s`;
}
