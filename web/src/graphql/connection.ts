import { CloseCode, createClient } from 'graphql-ws';
import { type Accessor, createContext, createSignal, useContext } from 'solid-js';

/** Where the WebSocket stands: `idle` while nothing is watched, `ended` when the server refuses it. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'ended';

export type Connection = ReturnType<typeof createConnection>;

const KEEP_ALIVE = 10_000;
const PONG_TIMEOUT = 5_000;
const LONGEST_WAIT = 8_000;

/** Opens a WebSocket while something is watched, and opens it anew for as long as that takes. */
export function createConnection(url: string) {
  const [state, setState] = createSignal<ConnectionState>('idle');
  const reconnected = new Set<() => void>();
  let pongTimeout: ReturnType<typeof setTimeout> | undefined;

  const client = createClient({
    url,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => wait(Math.min(LONGEST_WAIT, 250 * 2 ** retries)),
    shouldRetry: (problem) => !isRefusal(codeOf(problem)),
    keepAlive: KEEP_ALIVE,
    on: {
      connecting: (isRetry) => setState(isRetry ? 'reconnecting' : 'connecting'),
      connected(_socket, _payload, isRetry) {
        setState('live');
        if (isRetry) for (const listener of reconnected) listener();
      },
      // A connection that went silent, as after the machine slept, is found out by a ping without a pong.
      ping(isReceived) {
        if (!isReceived) pongTimeout = setTimeout(() => client.terminate(), PONG_TIMEOUT);
      },
      pong(isReceived) {
        if (isReceived) clearTimeout(pongTimeout);
      },
      closed(event) {
        clearTimeout(pongTimeout);
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

/** The state that follows when the socket was closed with a code. */
export function stateAfter(code: number | undefined): ConnectionState {
  if (code === 1000) return 'idle';
  return isRefusal(code) ? 'ended' : 'reconnecting';
}

const TEMPORARY_CODES = new Set<number>([
  CloseCode.ConnectionInitialisationTimeout,
  CloseCode.ConnectionAcknowledgementTimeout,
  // `terminate()` closes with this one.
  4499,
]);

/** Codes of the protocol say that another attempt would end the same way. */
function isRefusal(code: number | undefined): boolean {
  return code !== undefined && code >= 4400 && !TEMPORARY_CODES.has(code);
}

function codeOf(event: unknown): number | undefined {
  return event instanceof Object && 'code' in event && typeof event.code === 'number'
    ? event.code
    : undefined;
}

// Spread out, so that many pages do not all come back at the same moment.
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds * (0.75 + Math.random() / 2)));
}
