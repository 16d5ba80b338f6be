import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/open.ts';
import { type Measurement, measureHome, type StoredRun } from './measure.ts';

/** What is known of the data folder. */
export type Stored = {
  /** What was measured last; null before anything was. */
  measurement: Measurement | null;
  /** How many of the runs are measured; null while nothing is being measured. */
  progress: { done: number; total: number } | null;
  /** Of the disk that the data folder is on. */
  disk: { freeBytes: number; totalBytes: number };
};

export type Storage = ReturnType<typeof createStorage>;

// So long a measurement is good enough for who comes back to the page.
const FRESH = 300_000;
// A small folder is measured within this time, and then answered at once.
const PATIENCE = 1_000;

/** Knows what the data folder takes of the disk: measured when it is asked for, once at a time, and kept. */
export function createStorage({
  home,
  database,
  signal,
  onError,
}: {
  home: string;
  database: Database;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}) {
  let measurement: Measurement | null = null;
  let progress: Stored['progress'] = null;
  let work: Promise<void> | null = null;
  /** Runs that were deleted while the folder was being measured. */
  const gone = new Set<string>();
  /** Whether files went since: what others hold of them may now come free with those. */
  let isOutdated = false;

  function measure(): Promise<void> {
    if (work) return work;
    isOutdated = false;
    work = measureHome({ home, database, signal }, (next) => {
      progress = next;
    })
      .then((found) => {
        measurement = found;
        for (const id of gone) forget(id);
      })
      .catch((error) => signal.aborted || onError(error))
      .then(() => {
        work = null;
        progress = null;
        gone.clear();
      });
    return work;
  }

  function forget(runId: string): void {
    gone.add(runId);
    isOutdated = true;
    if (!measurement) return;
    const runs = measurement.runs.filter((one) => one.runId !== runId);
    measurement = { ...measurement, runs };
  }

  return {
    /** What is known, measured anew where that is old, outdated or `isAnew`; without waiting for long. */
    async read(isAnew = false): Promise<Stored> {
      const age = Date.now() - (measurement?.measuredAt.getTime() ?? 0);
      if (isAnew || isOutdated || age > FRESH) {
        const waiting = new AbortController();
        await Promise.race([
          measure(),
          delay(PATIENCE, undefined, { signal: waiting.signal }).catch(() => {}),
        ]);
        waiting.abort();
      }
      const { bavail, blocks, bsize } = await statfs(home);
      return {
        measurement,
        progress: work && (progress ?? { done: 0, total: 0 }),
        disk: { freeBytes: bavail * bsize, totalBytes: blocks * bsize },
      };
    },
    /** Takes a run that was deleted out of what is known. */
    forget,
    /** Says that files went which belonged to what is known. */
    outdate(): void {
      isOutdated = true;
    },
    /** Resolves when nothing is being measured. */
    idle: () => work ?? Promise.resolve(),
  };
}

/** The largest runs first, by all that they hold or by what comes free with them. */
export function largestRuns(
  { runs }: Measurement,
  { by, first, after }: { by: 'sizeBytes' | 'freedBytes'; first: number; after: number },
): StoredRun[] {
  return [...runs].sort((one, other) => other[by] - one[by]).slice(after, after + first);
}
