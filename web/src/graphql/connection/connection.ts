import {
  createClient,
  type FormattedExecutionResult,
  MessageType,
  type Sink,
  type SubscribePayload,
  stringifyMessage,
} from 'graphql-ws';
import { type Accessor, createContext, createSignal, useContext } from 'solid-js';
import { giveUpReads } from '../exchanges/reads.ts';
import { createDeadline } from './deadline.ts';
import { createPause } from './pause.ts';
import { type ConnectionState, codeOf, isRefusal, stateAfter } from './stateAfter.ts';

export type Connection = ReturnType<typeof createConnection>;

const KEEP_ALIVE = 10_000;
const CONNECT_TIMEOUT = 10_000;
const PONG_TIMEOUT = 5_000;
const SHORTEST_WAIT = 250;
const LONGEST_WAIT = 8_000;

/** Opens a WebSocket while something is watched, and opens it anew for as long as that takes. */
export function createConnection(url: string) {
  const [state, setState] = createSignal<ConnectionState>('idle');
  const reconnected = new Set<() => void>();
  const pause = createPause();
  const answer = createDeadline(() => {
    giveUpReads();
    client.terminate();
  });
  let socket: WebSocket | undefined;
  let attempts = 0;
  let watching = 0;

  const tellReconnected = () => {
    for (const listener of reconnected) listener();
  };
  const client = createClient({
    url,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => pause.wait(spread(Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** attempts++))),
    shouldRetry: (problem) => !isRefusal(codeOf(problem)),
    keepAlive: KEEP_ALIVE,
    on: {
      connecting(isRetry) {
        setState(isRetry ? 'reconnecting' : 'connecting');
        answer.set(CONNECT_TIMEOUT);
      },
      connected(opened, _payload, isRetry) {
        socket = opened as WebSocket;
        attempts = 0;
        answer.clear();
        // First, so that what is read again is not complained about any more.
        if (isRetry) tellReconnected();
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
        socket = undefined;
        answer.clear();
        setState(watching > 0 ? stateAfter(codeOf(event)) : 'idle');
      },
    },
  });

  const probe = () => {
    if (!socket || answer.isSet()) return;
    socket.send(stringifyMessage({ type: MessageType.Ping }));
    answer.set(PONG_TIMEOUT);
  };
  const hurry = () => {
    attempts = 0;
    return pause.end();
  };
  window.addEventListener('online', () => {
    if (hurry()) return;
    if (state() === 'connecting' || state() === 'reconnecting') {
      client.terminate();
      return;
    }
    // Without a socket nothing else tells that what is being read got lost.
    if (socket) probe();
    else giveUpReads();
    tellReconnected();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && !hurry()) probe();
  });

  return {
    state: state as Accessor<ConnectionState>,
    subscribe<Data>(
      request: SubscribePayload,
      sink: Sink<FormattedExecutionResult<Data>>,
    ): () => void {
      let isWatching = true;
      watching += 1;
      const leave = () => {
        if (!isWatching) return;
        isWatching = false;
        watching -= 1;
        if (watching === 0 && state() === 'reconnecting') setState('idle');
      };
      const stop = client.subscribe<Data>(request, {
        next: sink.next,
        error(problem) {
          leave();
          sink.error(problem);
        },
        complete() {
          leave();
          sink.complete();
        },
      });
      hurry();
      return () => {
        leave();
        stop();
      };
    },
    /** Calls back when updates may have been missed; answers how to stop that. */
    onReconnected(listener: () => void): () => void {
      reconnected.add(listener);
      return () => reconnected.delete(listener);
    },
    /** Calls back then, and when the reader comes back to the page. */
    onReturn(listener: () => void): () => void {
      window.addEventListener('focus', listener);
      reconnected.add(listener);
      return () => {
        window.removeEventListener('focus', listener);
        reconnected.delete(listener);
      };
    },
  };
}

export const ConnectionContext = createContext<Connection>();

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('Expected a ConnectionContext around this component, got none');
  return connection;
}

// So that many pages do not all come back at the same moment.
function spread(milliseconds: number): number {
  return milliseconds * (0.75 + Math.random() / 2);
}
