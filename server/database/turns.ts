/** Lets so many at once do something; all others wait in the order in which they came. */
export type Turns = {
  /** Resolves when it is one's turn, after which `leave` must be called.
   * @throws `refusal()` when the wait takes longer than `limit` milliseconds, or the signal's reason */
  take: (wait: { limit: number; refusal: () => Error; signal?: AbortSignal }) => Promise<void>;
  leave: () => void;
};

export function createTurns(places: number): Turns {
  const waiting = new Set<() => void>();
  let taken = 0;
  return {
    async take({ limit, refusal, signal }) {
      signal?.throwIfAborted();
      if (taken < places) {
        taken += 1;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const end = (settle: () => void) => {
          waiting.delete(next);
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          settle();
        };
        const next = () => end(resolve);
        const onAbort = () => end(() => reject(signal?.reason));
        const timer = setTimeout(() => end(() => reject(refusal())), limit);
        waiting.add(next);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    leave() {
      const [next] = waiting;
      if (next) next();
      else taken -= 1;
    },
  };
}
