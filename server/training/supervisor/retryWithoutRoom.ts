import { setTimeout as delay } from 'node:timers/promises';

const RETRY_DELAY = 250;
// The disk, or what is allotted on it, is full: someone can make room.
const PASSING = new Set(['ENOSPC', 'EDQUOT', 'EIO']);

/** Tries again for as long as only room on the disk is missing. */
export async function retryWithoutRoom<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && PASSING.has(String(error.code)))) {
        throw error;
      }
      await delay(RETRY_DELAY);
    }
  }
}
