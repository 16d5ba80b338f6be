import type { Sql } from '@prisma/client-runtime-utils';
import { DatabaseUnavailableError } from '../errors.ts';

/**
 * Runs a query that may have to look at every row beside all other work: off the main thread, on
 * connections of its own, a few at once. It sees all that was committed before it was asked.
 * @throws the signal's reason when that comes first; DatabaseUnavailableError when it takes too long
 */
export type Scan = <Row>(query: Sql, signal?: AbortSignal | undefined) => Promise<Row[]>;

/** How many scans are at work at once; others wait until one has ended. */
export const SCANS_AT_ONCE = 4;

/** How long a scan may take, waiting included, in milliseconds. */
export const SCAN_LIMIT = 60_000;

/** Does a scan's work with a signal that comes when its asker is gone, its time is up or `closing` comes. */
export async function limited<Result>(
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

export function tooLong(): DatabaseUnavailableError {
  return new DatabaseUnavailableError(
    'DATABASE_BUSY',
    `Looking through the database took longer than ${SCAN_LIMIT / 1_000} seconds and was stopped. Ask for less with a narrower filter, or try again when less is going on.`,
  );
}
