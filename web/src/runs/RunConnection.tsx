import { type ConnectionState, useConnection } from '../graphql/connection.ts';
import '../ui/ConnectionChip.css';

const WORDS: Record<ConnectionState, string> = {
  idle: 'Connecting',
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  ended: 'Refused',
};

/** Whether what is shown of a run is as it is now: live, reconnecting, or ended for good. */
export function RunConnection(props: { isEnded: boolean }) {
  const { state } = useConnection();
  return (
    <div
      class="connection"
      role="status"
      data-testid="run-connection"
      data-state={props.isEnded ? 'final' : state()}
    >
      <span title={props.isEnded ? 'The run has ended: nothing here changes any more' : undefined}>
        {props.isEnded ? 'Ended' : WORDS[state()]}
      </span>
    </div>
  );
}
