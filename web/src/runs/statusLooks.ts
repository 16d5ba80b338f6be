import type { RunStatus as Status } from '../graphql/generated/graphql.ts';
import type { StatusLook } from '../ui/StatusPill.tsx';

export const STATUS_LOOKS: Record<Status, StatusLook> = {
  PENDING: { word: 'Pending', icon: 'clock', tone: 'quiet' },
  RUNNING: { word: 'Running', icon: 'arc', tone: 'active', isTurning: true },
  COMPLETED: { word: 'Completed', icon: 'check', tone: 'good' },
  FAILED: { word: 'Failed', icon: 'cross', tone: 'bad' },
  TIMED_OUT: { word: 'Timed out', icon: 'clock', tone: 'bad' },
  CANCELLING: { word: 'Cancelling', icon: 'arc', tone: 'warn', isTurning: true },
  DELETING: { word: 'Deleting', icon: 'arc', tone: 'warn', isTurning: true },
  CANCELLED: { word: 'Cancelled', icon: 'dash', tone: 'quiet' },
};

export function statusWord(status: Status): string {
  return STATUS_LOOKS[status].word;
}
