import { setImmediate } from 'node:timers/promises';
import { endable } from '../endable.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';
import { hasEnded } from './status.ts';

/** What a run wrote after a place, then what it writes, until it has ended. A viewer costs its place and nothing
 * else: what is new comes from what all share, what is older from the database. @throws NotFoundError */
export function followStored<Item extends { seq: number }, Batch>(
  { database, updates, feeds, signal }: RunContext,
  {
    runId,
    after,
    recent,
    stored,
    batchOf,
  }: {
    runId: string;
    after: number;
    recent: (seq: number) => Item[] | null;
    stored: (seq: number) => Promise<Item[]>;
    batchOf: (items: Item[], cursor: number) => Batch;
  },
): AsyncGenerator<Batch> {
  return endable(signal, async function* (ending) {
    const changes = updates.subscribe(ending, runId);
    // Listening begins with the first call: before the first reading, so that nothing falls between.
    let change = changes.next();
    let cursor = after;
    for (;;) {
      // Asked before the items are read: what is there after a run has ended is all there will be.
      const isOver = !feeds.has(runId) && hasEnded((await getRun(database, runId)).status);
      for (let items = await next(cursor); items.length > 0; items = await next(cursor)) {
        cursor = items.at(-1)?.seq ?? cursor;
        yield batchOf(items, cursor);
        // A viewer who takes batches without ever waiting must leave time for all others.
        await setImmediate();
      }
      if (isOver || (await change).done) return;
      change = changes.next();
    }
  });

  async function next(cursor: number): Promise<Item[]> {
    return recent(cursor) ?? stored(cursor);
  }
}
