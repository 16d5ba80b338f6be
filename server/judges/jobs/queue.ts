export type JobQueue = {
  enqueue: (id: string) => void;
  /** Stops a job that is at work, and takes back one that waits. */
  stop: (id: string) => void;
  /** Resolves when nothing is at work, and nothing waits that will be. */
  idle: () => Promise<void>;
};

// Each has its own concurrency; a short job doesn't wait for a long one.
const JOBS_AT_ONCE = 4;

/** Does jobs in the order in which they came, a few at a time, each once at a time. */
export function createJobQueue({
  execute,
  signal,
  onError,
}: {
  execute: (id: string, stop: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}): JobQueue {
  const waiting = new Set<string>();
  const active = new Map<string, { controller: AbortController; done: Promise<void> }>();

  function pump() {
    for (const id of waiting) {
      if (signal.aborted || active.size >= JOBS_AT_ONCE) return;
      // One that was stopped and goes on begins when it has ended.
      if (active.has(id)) continue;
      waiting.delete(id);
      begin(id);
    }
  }

  function begin(id: string) {
    const controller = new AbortController();
    const done = execute(id, controller.signal)
      .catch(onError)
      .finally(() => {
        active.delete(id);
        pump();
      });
    active.set(id, { controller, done });
  }

  return {
    enqueue(id) {
      waiting.add(id);
      // Answer whoever asked before the work begins.
      setImmediate(pump);
    },
    stop(id) {
      waiting.delete(id);
      active.get(id)?.controller.abort();
    },
    async idle() {
      while (active.size > 0) await Promise.all([...active.values()].map(({ done }) => done));
    },
  };
}
