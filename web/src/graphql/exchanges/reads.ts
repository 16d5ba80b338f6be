import { makeOperation, mapExchange } from '@urql/core';

const LONGEST_READ = 60_000;

let silence = new AbortController();

export const readsExchange = mapExchange({
  onOperation: (operation) =>
    operation.kind === 'query'
      ? makeOperation('query', operation, {
          ...operation.context,
          fetch: operation.context.fetch ?? fetchRead,
        })
      : operation,
});

/** Fetches what changes nothing. It fails when the server turns out to be silent, and can be asked again. */
export const fetchRead: typeof fetch = (input, init) => {
  const signals = [silence.signal, AbortSignal.timeout(LONGEST_READ), init?.signal];
  const signal = AbortSignal.any(signals.filter((one) => one != null));
  return fetch(input, { ...init, signal });
};

/** Gives up whatever is being read. On a connection that went silent it would not end for minutes, and
 * keep the browser, which opens few connections to a server, from asking anew. */
export function giveUpReads(): void {
  silence.abort();
  silence = new AbortController();
}
