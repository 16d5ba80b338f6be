/** Tells whoever watches runs that one of them changed. What changed is read from the database. */
export type RunUpdates = {
  publish: (runId: string) => void;
  /**
   * The ids of changed runs, or of one, each at most once until it is taken, however often it changed
   * meanwhile.
   */
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
      const stop = () => wake();
      listeners.add(listener);
      signal.addEventListener('abort', stop);
      try {
        while (!signal.aborted) {
          const [next] = changed;
          if (next === undefined) {
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (signal.aborted) resolve();
            });
          } else {
            changed.delete(next);
            yield next;
          }
        }
      } finally {
        listeners.delete(listener);
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
