import type { RunStatus } from '../../prisma/generated/sqlite/enums.ts';

/** The statuses that a run never leaves. */
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
