import type { RunStatus as Status } from '../graphql/generated/graphql.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './RunStatus.module.css';

const LOOKS = {
  PENDING: { word: 'Pending', icon: 'clock', tone: 'quiet' },
  RUNNING: { word: 'Running', icon: 'arc', tone: 'active' },
  COMPLETED: { word: 'Completed', icon: 'check', tone: 'good' },
  FAILED: { word: 'Failed', icon: 'cross', tone: 'bad' },
  TIMED_OUT: { word: 'Timed out', icon: 'clock', tone: 'bad' },
  CANCELLING: { word: 'Cancelling', icon: 'arc', tone: 'warn' },
  CANCELLED: { word: 'Cancelled', icon: 'dash', tone: 'quiet' },
} as const;

export function statusWord(status: Status): string {
  return LOOKS[status].word;
}

/** Where a run stands, as a picture, a word and a colour. */
export function RunStatus(props: { status: Status }) {
  return (
    <span class={css['run-status']} data-tone={LOOKS[props.status].tone} data-status={props.status}>
      <Icon name={LOOKS[props.status].icon} />
      {LOOKS[props.status].word}
    </span>
  );
}
