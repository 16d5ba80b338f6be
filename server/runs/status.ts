import type { RunStatus } from '../../prisma/generated/sqlite/enums.ts';

/** The statuses that a run never leaves. */
export const FINAL_STATUSES: RunStatus[] = ['COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELLED'];

/** Whether a run has ended, for good. */
export function isFinal(status: RunStatus): boolean {
  return FINAL_STATUSES.includes(status);
}
