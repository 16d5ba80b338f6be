import { useConnection } from '../graphql/connection/connection.ts';
import type { ConnectionState } from '../graphql/connection/stateAfter.ts';
import css from '../shell/ConnectionChip.module.css';

const WORDS: Record<ConnectionState, string> = {
  idle: 'Connecting',
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  ended: 'Refused',
};

/** Whether what is shown of a run that goes on is as it is now. */
export function RunConnection() {
  const { state } = useConnection();
  return (
    <div class={css['connection']} role="status" data-testid="run-connection" data-state={state()}>
      <span class={state() === 'live' ? 'visually-hidden' : undefined}>{WORDS[state()]}</span>
    </div>
  );
}
