import type { ImportStatus as Status } from '../graphql/generated/graphql.ts';
import { type StatusLook, StatusPill } from '../ui/StatusPill.tsx';

const LOOKS: Record<Status, StatusLook> = {
  RUNNING: { word: 'Running', icon: 'arc', tone: 'active', isTurning: true },
  COMPLETED: { word: 'Completed', icon: 'check', tone: 'good' },
  REFUSED: { word: 'Refused', icon: 'cross', tone: 'bad' },
  BROKEN_OFF: { word: 'Broken off', icon: 'alert', tone: 'warn' },
  UNDONE: { word: 'Undone', icon: 'dash', tone: 'quiet' },
};

/** Where an import stands. */
export function ImportStatus(props: { status: Status }) {
  return <StatusPill status={props.status} look={LOOKS[props.status]} />;
}
