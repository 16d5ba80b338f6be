import { createClient } from 'graphql-ws';
import { type Accessor, createContext, createSignal, useContext } from 'solid-js';
import { createDeadline } from './deadline.ts';
import { giveUpReads } from './reads.ts';
import { codeOf, isRefusal, stateAfter } from './stateAfter.ts';

/** Where the WebSocket stands: `idle` while nothing is watched, `ended` when the server refuses it. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'ended';

export type Connection = ReturnType<typeof createConnection>;

const KEEP_ALIVE = 10_000;
const CONNECT_TIMEOUT = 10_000;
const PONG_TIMEOUT = 5_000;
const LONGEST_WAIT = 8_000;

/** Opens a WebSocket while something is watched, and opens it anew for as long as that takes. */
export function createConnection(url: string) {
  const [state, setState] = createSignal<ConnectionState>('idle');
  const reconnected = new Set<() => void>();
  const answer = createDeadline(() => {
    giveUpReads();
    client.terminate();
  });

  const client = createClient({
    url,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => wait(Math.min(LONGEST_WAIT, 250 * 2 ** retries)),
    shouldRetry: (problem) => !isRefusal(codeOf(problem)),
    keepAlive: KEEP_ALIVE,
    on: {
      connecting(isRetry) {
        setState(isRetry ? 'reconnecting' : 'connecting');
        answer.set(CONNECT_TIMEOUT);
      },
      connected(_socket, _payload, isRetry) {
        answer.clear();
        // First, so that what is read again is not complained about any more.
        if (isRetry) for (const listener of reconnected) listener();
        setState('live');
      },
      // A connection that went silent, as after the machine slept, is found out by a ping without a pong.
      ping(isReceived) {
        if (!isReceived) answer.set(PONG_TIMEOUT);
      },
      // On a slow network much else comes before a pong, and is a sign of life too.
      message: answer.extend,
      pong(isReceived) {
        if (isReceived) answer.clear();
      },
      closed(event) {
        answer.clear();
        setState(stateAfter(codeOf(event)));
      },
    },
  });

  return {
    state: state as Accessor<ConnectionState>,
    subscribe: client.subscribe,
    /** Calls back when updates may have been missed; answers how to stop that. */
    onReconnected(listener: () => void): () => void {
      reconnected.add(listener);
      return () => reconnected.delete(listener);
    },
  };
}

export const ConnectionContext = createContext<Connection>();

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('Expected a ConnectionContext around this component, got none');
  return connection;
}

// Spread out, so that many pages do not all come back at the same moment.
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds * (0.75 + Math.random() / 2)));
}
