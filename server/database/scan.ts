import type { Sql } from '@prisma/client-runtime-utils';
import { DatabaseUnavailableError } from '../errors.ts';
import { createTurns } from './turns.ts';

/** Runs a query that may look at every row, off the main thread and beside all other work; it sees what was committed
 * before. @throws the signal's reason; DatabaseUnavailableError when it takes too long */
export type Scan = <Row>(query: Sql, signal?: AbortSignal | undefined) => Promise<Row[]>;

export type Scans = { scan: Scan; close: () => Promise<void> };

export const SCANS_AT_ONCE = 4;

/** How long a scan may take, waiting included, in milliseconds. */
export const SCAN_LIMIT = 60_000;

/** Scans by what runs one query in its turn, what an error of it means, and what lets go of its connections. */
export function createScans({
  run,
  outageOf,
  release,
}: {
  run: <Row>(query: Sql, signal: AbortSignal) => Promise<Row[]>;
  outageOf: (error: unknown) => DatabaseUnavailableError | undefined;
  release: () => Promise<void>;
}): Scans {
  const turns = createTurns(SCANS_AT_ONCE);
  const closing = new AbortController();
  const working = new Set<Promise<unknown>>();

  async function runInTurn<Row>(query: Sql, signal: AbortSignal): Promise<Row[]> {
    await turns.take({ limit: SCAN_LIMIT, refusal: tooLong, signal });
    try {
      return await run<Row>(query, signal);
    } catch (error) {
      throw outageOf(error) ?? error;
    } finally {
      turns.leave();
    }
  }

  return {
    async scan<Row>(query: Sql, asker?: AbortSignal) {
      const work = limited({ asker, closing: closing.signal }, (signal) =>
        runInTurn<Row>(query, signal),
      );
      working.add(work);
      try {
        return await work;
      } finally {
        working.delete(work);
      }
    },
    async close() {
      closing.abort();
      await Promise.allSettled(working);
      await release();
    },
  };
}

/** Does a scan's work with a signal that comes when its asker is gone, its time is up or `closing` comes. */
async function limited<Result>(
  { asker, closing }: { asker: AbortSignal | undefined; closing: AbortSignal },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(tooLong()), SCAN_LIMIT);
  const signal = AbortSignal.any([closing, limit.signal, ...(asker ? [asker] : [])]);
  try {
    return await work(signal);
  } catch (error) {
    // What stopped it is the reason, not how the database says that it was stopped.
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function tooLong(): DatabaseUnavailableError {
  return new DatabaseUnavailableError(
    'DATABASE_BUSY',
    `Looking through the database took longer than ${SCAN_LIMIT / 1_000} seconds and was stopped. Ask for less with a narrower filter, or try again when less is going on.`,
  );
}
