/** Tells whoever watches rows of a noun that one of them changed. What changed is read from the database. */
export type Updates = {
  publish: (id: string) => void;
  /** The ids of changed rows, or of one, each at most once until it is taken, however often it changed
   * meanwhile. Changes are heard from the first call on, until the signal comes. */
  subscribe: (signal: AbortSignal, only?: string) => AsyncGenerator<string>;
};

/** One hub per server and noun; a subscriber holds at most one entry per row. */
export function createUpdates(): Updates {
  const listeners = new Set<(id: string) => void>();
  return {
    publish(id) {
      for (const listener of listeners) listener(id);
    },
    async *subscribe(signal, only) {
      const changed = new Set<string>();
      let wake = () => {};
      const listener = (id: string) => {
        if (only !== undefined && id !== only) return;
        changed.add(id);
        wake();
      };
      // Bound to the signal, not to this generator, which may be left where it handed out its last id.
      const stop = () => {
        listeners.delete(listener);
        wake();
      };
      listeners.add(listener);
      signal.addEventListener('abort', stop, { once: true });
      while (!signal.aborted) {
        const [next] = changed;
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        } else {
          changed.delete(next);
          yield next;
        }
      }
    },
  };
}
