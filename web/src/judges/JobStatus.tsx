import type { JudgeJobStatus } from '../graphql/generated/graphql.ts';
import { type StatusLook, StatusPill } from '../ui/StatusPill.tsx';

const LOOKS: Record<JudgeJobStatus, StatusLook> = {
  PENDING: { word: 'Pending', icon: 'clock', tone: 'quiet' },
  RUNNING: { word: 'Running', icon: 'arc', tone: 'active', isTurning: true },
  COMPLETED: { word: 'Completed', icon: 'check', tone: 'good' },
  FAILED: { word: 'Stopped', icon: 'cross', tone: 'bad' },
  CANCELLED: { word: 'Cancelled', icon: 'dash', tone: 'quiet' },
};

/** Where a job stands. */
export function JobStatus(props: { status: JudgeJobStatus }) {
  return <StatusPill status={props.status} look={LOOKS[props.status]} />;
}
