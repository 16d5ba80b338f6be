import type { Sampler } from './sampler.ts';

/** A sampler that is kept until it is released. */
export type Lease = { sampler: Sampler; release: () => void };

export type SamplerPool = {
  /** The sampler of a key, started where there is none: at once, or when there is room for it.
   * @throws the signal's reason when it comes first, or what `start` throws */
  lease: (
    key: string,
    options: { start: () => Promise<Sampler>; signal: AbortSignal },
  ) => Promise<Lease>;
  /** Whether a lease would get one that is there, be given a new one, or wait for room. */
  state: (key: string) => 'there' | 'room' | 'full';
  /** Ends the samplers that nobody uses. */
  clear: () => void;
  /** Settles when all are gone. */
  idle: () => Promise<void>;
};

type Entry = {
  starting: Promise<Sampler>;
  sampler?: Sampler;
  leases: number;
  idleSince: number;
  isEnding: boolean;
  timer?: ReturnType<typeof setTimeout>;
};

/** Keeps at most so many samplers, each for so long after its last use, in milliseconds; for another the one that was not
 * used for the longest makes room. */
export function createSamplerPool({
  most,
  keptFor,
}: {
  most: number;
  keptFor: number;
}): SamplerPool {
  const entries = new Map<string, Entry>();
  const waiting = new Set<() => void>();

  function changed(): void {
    for (const wake of waiting) wake();
    waiting.clear();
  }

  async function follow(key: string, entry: Entry): Promise<void> {
    try {
      entry.sampler = await entry.starting;
      await entry.sampler.ended;
    } finally {
      clearTimeout(entry.timer);
      if (entries.get(key) === entry) entries.delete(key);
      changed();
    }
  }

  function end(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.isEnding = true;
    entry.starting.then(
      (sampler) => sampler.end(),
      () => {},
    );
  }

  function unused(): Entry[] {
    return [...entries.values()]
      .filter((entry) => entry.leases === 0 && !isOver(entry))
      .sort((a, b) => a.idleSince - b.idleSince);
  }

  function makeRoom(): void {
    const [oldest] = unused();
    const isMaking = [...entries.values()].some(isOver);
    if (oldest && !isMaking) end(oldest);
  }

  function entryOf(key: string, start: () => Promise<Sampler>): Entry | null {
    const known = entries.get(key);
    if (known) return isOver(known) ? null : known;
    if (entries.size >= most) return null;
    const entry: Entry = {
      starting: start(),
      leases: 0,
      idleSince: performance.now(),
      isEnding: false,
    };
    entries.set(key, entry);
    // Whoever asked for it hears why it did not start.
    follow(key, entry).catch(() => {});
    return entry;
  }

  return {
    async lease(key, { start, signal }) {
      let entry = entryOf(key, start);
      while (entry === null) {
        makeRoom();
        await change(waiting, signal);
        entry = entryOf(key, start);
      }
      entry.leases += 1;
      clearTimeout(entry.timer);
      const leased = entry;
      const release = once(() => {
        leased.leases -= 1;
        if (leased.leases > 0 || isOver(leased)) return;
        leased.idleSince = performance.now();
        leased.timer = setTimeout(() => end(leased), keptFor).unref();
        changed();
      });
      try {
        return { sampler: await entry.starting, release };
      } catch (error) {
        release();
        throw error;
      }
    },
    state(key) {
      const known = entries.get(key);
      if (known && !isOver(known)) return 'there';
      return entries.size < most ? 'room' : 'full';
    },
    clear() {
      for (const entry of unused()) end(entry);
    },
    async idle() {
      while (entries.size > 0) await change(waiting);
    },
  };
}

/** Whether its process is ending, or has ended and is cleared away. */
function isOver({ isEnding, sampler }: Entry): boolean {
  return isEnding || sampler?.isAlive() === false;
}

/** Settles at the next change. @throws the signal's reason when it comes first */
async function change(waiting: Set<() => void>, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => {
    waiting.add(resolve);
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  signal?.throwIfAborted();
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
