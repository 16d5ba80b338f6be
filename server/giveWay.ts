import { setImmediate } from 'node:timers/promises';

// Nothing else waits for much longer than this.
const TURN = 10;

/** What long work calls again and again: lets all other work run where its own has taken 10 ms at a stretch.
 * What it answers throws the signal's reason once that came. */
export function createGiveWay(signal?: AbortSignal | undefined): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < TURN) return undefined;
    return setImmediate(undefined).then(() => {
      signal?.throwIfAborted();
      since = performance.now();
    });
  };
}
