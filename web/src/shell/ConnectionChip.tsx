import { Show } from 'solid-js';
import { useConnection } from '../graphql/connection/connection.ts';
import type { ConnectionState } from '../graphql/connection/stateAfter.ts';
import css from './ConnectionChip.module.css';

const WORDS: Record<ConnectionState, { word: string; meaning: string }> = {
  idle: { word: '', meaning: '' },
  connecting: { word: 'Connecting', meaning: 'Opening the connection for updates' },
  live: { word: 'Live', meaning: 'Changes appear here as they happen' },
  reconnecting: {
    word: 'Reconnecting',
    meaning:
      'The server does not answer. What you see may be old; it is read again at once when it does.',
  },
  ended: {
    word: 'Ended',
    meaning: 'The server refused the connection. Reload the page to sign in again.',
  },
};

/** Whether what is on screen keeps itself up to date. */
export function ConnectionChip() {
  const { state } = useConnection();
  return (
    <div class={css['connection']} role="status" data-testid="sys:connection" data-state={state()}>
      {/* Up to date is how a page should be: nobody has to look at it. */}
      <Show when={WORDS[state()].word}>
        {(word) => (
          <span
            class={state() === 'live' ? 'visually-hidden' : undefined}
            title={WORDS[state()].meaning}
          >
            {word()}
          </span>
        )}
      </Show>
      <Show when={state() === 'ended'}>
        <button type="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      </Show>
    </div>
  );
}
