import { CloseCode } from 'graphql-ws';
/** Where the WebSocket stands: `idle` while nothing is watched, `ended` when the server refuses it. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'ended';

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
export function isRefusal(code: number | undefined): boolean {
  return code !== undefined && code >= 4400 && !TEMPORARY_CODES.has(code);
}

/** The code with which a socket was closed; nothing for another problem. */
export function codeOf(event: unknown): number | undefined {
  return event instanceof Object && 'code' in event && typeof event.code === 'number'
    ? event.code
    : undefined;
}
