import { setTimeout as delay } from 'node:timers/promises';
import { sqliteOutage } from './outage.ts';

/** How long a write waits for its turn and for SQLite's lock, in milliseconds. */
export const WRITE_PATIENCE = 15_000;

const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 100;

/** Does a work again until another process no longer holds the lock that it needs, or the deadline of
 * `performance.now()` has passed. SQLite's own `busy_timeout` would stop the whole thread meanwhile. */
export async function retryLocked<Result>(
  work: () => Promise<Result>,
  deadline: number,
): Promise<Result> {
  for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await work();
    } catch (error) {
      const problem = sqliteOutage(error);
      const isLocked = problem?.outage === 'DATABASE_BUSY' && performance.now() < deadline;
      if (!isLocked) throw problem ?? error;
      await delay(pause);
    }
  }
}
