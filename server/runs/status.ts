import type { RunStatus } from '../../prisma/generated/sqlite/enums.ts';

/** The statuses that a run leaves only to be deleted. */
export const FINAL_STATUSES = [
  'COMPLETED',
  'FAILED',
  'TIMED_OUT',
  'CANCELLED',
] as const satisfies RunStatus[];

export type FinalStatus = (typeof FINAL_STATUSES)[number];

export function isFinal(status: RunStatus): status is FinalStatus {
  return FINAL_STATUSES.some((final) => final === status);
}

/** Whether a run writes nothing more: it has ended, or is being deleted. */
export function hasEnded(status: RunStatus): boolean {
  return isFinal(status) || status === 'DELETING';
}
