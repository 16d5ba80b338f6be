import { setTimeout as delay } from 'node:timers/promises';
import { ExpectedError } from './errors.ts';

const RETRY_DELAY = 500;

/** Does a work until it succeeds, since a database that is locked, full or away for a while must not
 * cost a run its end. The first failure of a kind is reported, the next ones are not.
 * @returns null when the signal comes first
 * @throws what doesn't pass: an expected error, unless told otherwise, which another try won't change */
export async function retryPassing<Result>(
  work: () => Promise<Result>,
  {
    signal,
    onError,
    isPassing = (error) => !(error instanceof ExpectedError),
  }: {
    signal: AbortSignal;
    onError: (error: unknown) => void;
    isPassing?: (error: unknown) => boolean;
  },
): Promise<Result | null> {
  let reported: string | undefined;
  do {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      const kind = String(error);
      if (kind !== reported && !signal.aborted) onError(error);
      reported = kind;
      await delay(RETRY_DELAY, undefined, { signal }).catch(() => {});
    }
  } while (!signal.aborted);
  return null;
}
