import type { JudgeJobStatus } from '../../../prisma/generated/sqlite/enums.ts';

/** The statuses of a job that is to be done. */
export const OPEN_STATUSES = ['PENDING', 'RUNNING'] as const satisfies JudgeJobStatus[];

export function isOpen(status: JudgeJobStatus): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}
