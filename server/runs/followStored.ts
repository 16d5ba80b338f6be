import type { Application } from '../application.ts';
import { getRun } from './get.ts';
import { isFinal } from './status.ts';

/**
 * What a run wrote after a place, batch by batch, and then what it writes, until it has ended. A viewer
 * costs its place and nothing else: new items come from what all viewers share, older ones from the
 * database, and only when the viewer takes the next batch.
 * @throws NotFoundError when there is no such run
 */
export async function* followStored<Item extends { seq: number }>(
  { database, updates, signal }: Application,
  {
    runId,
    after,
    recent,
    stored,
  }: {
    runId: string;
    after: number;
    recent: (seq: number) => Item[] | null;
    stored: (seq: number) => Promise<Item[]>;
  },
): AsyncGenerator<{ items: Item[]; cursor: number }> {
  const stop = new AbortController();
  const changes = updates.subscribe(AbortSignal.any([signal, stop.signal]), runId);
  // Listening begins with the first call: before the first reading, so that nothing falls between.
  let change = changes.next();
  let cursor = after;
  try {
    for (;;) {
      // Read before the items: what is there after a run has ended is all there will be.
      const { status } = await getRun(database, runId);
      for (let items = await next(); items.length > 0; items = await next()) {
        cursor = items.at(-1)?.seq ?? cursor;
        yield { items, cursor };
      }
      if (isFinal(status)) return;
      if ((await change).done) return;
      change = changes.next();
    }
  } finally {
    stop.abort();
  }

  async function next(): Promise<Item[]> {
    return recent(cursor) ?? stored(cursor);
  }
}
