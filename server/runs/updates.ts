/** Tells whoever watches runs that one of them changed. What changed is read from the database. */
export type RunUpdates = {
  publish: (runId: string) => void;
  /** The ids of changed runs, or of one, each at most once until it is taken, however often it changed
   * meanwhile. Changes are heard from the first call on, until the signal comes. */
  subscribe: (signal: AbortSignal, only?: string) => AsyncGenerator<string>;
};

/** One hub per server; a subscriber holds at most one entry per run. */
export function createRunUpdates(): RunUpdates {
  const listeners = new Set<(runId: string) => void>();
  return {
    publish(runId) {
      for (const listener of listeners) listener(runId);
    },
    async *subscribe(signal, only) {
      const changed = new Set<string>();
      let wake = () => {};
      const listener = (runId: string) => {
        if (only !== undefined && runId !== only) return;
        changed.add(runId);
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
