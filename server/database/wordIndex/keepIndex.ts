import { once } from 'node:events';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Gap, Indexed, IndexStore } from './store.ts';

/** What the thread that asks sends: to be told when all is indexed that was stored before, or to end. */
export type Order = 'catchUp' | 'end';

/** What it is told: how many documents lack still; after how many orders to catch up none did; and what went wrong. */
export type Progress = { lacking: number; answered: number; problem?: string };

// Without being asked, it looks for what was stored as often as this, in milliseconds.
const PERIOD = 1_000;
// While the database can't be written, it looks for what was stored as often as this.
const LOCKED_PERIOD = 100;
// While others store, it rests so many times as long as it worked, so that it does not slow them down.
const REST = 10;
const LONGEST_REST = 2_000;
// How long ago somebody stored who may still be at it, in milliseconds.
const RECENT = 500;

/** Keeps a word index up to date, in a worker thread that does nothing else. Where the database is away, it tries again. */
export async function keepIndex(indexed: Indexed): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('Expected to be run in a worker thread');
  const orders = { asked: 0, answered: 0, isEnding: false };
  port.on('message', (order: Order) => {
    if (order === 'end') orders.isEnding = true;
    else orders.asked += 1;
  });
  let problem: string | undefined;
  while (!orders.isEnding) {
    try {
      const store = await openStore(workerData as Place, indexed);
      try {
        await work({ store, port, orders });
      } finally {
        await store.close();
      }
      problem = undefined;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (text !== problem) tell(port, { lacking: 1, answered: orders.answered, problem: text });
      problem = text;
      await quiet(port, PERIOD);
    }
  }
  port.close();
}

export type Place = { sqlite?: string; postgresql?: string };

async function openStore({ sqlite, postgresql }: Place, indexed: Indexed): Promise<IndexStore> {
  if (postgresql)
    return (await import('./postgresqlStore.ts')).openPostgresqlStore(postgresql, indexed);
  return (await import('./sqliteStore.ts')).openSqliteStore(sqlite ?? '', indexed);
}

async function work({
  store,
  port,
  orders,
}: {
  store: IndexStore;
  port: MessagePort;
  orders: { asked: number; answered: number; isEnding: boolean };
}): Promise<void> {
  const gaps: { gap: Gap; lacking: number }[] = [];
  const report = () => {
    const lacking = gaps.reduce((sum, each) => sum + each.lacking, 0);
    tell(port, { lacking, answered: orders.answered });
  };
  let lastStored = Number.NEGATIVE_INFINITY;
  while (!orders.isEnding) {
    // Orders come between two turns; those that came before it is looked for what lacks are answered.
    await setImmediate();
    const { asked } = orders;
    const gap = await store.take();
    if (gap) {
      lastStored = performance.now();
      gaps.push({ gap, lacking: await store.count(gap) });
    }
    const newest = gaps.at(-1);
    if (!newest) {
      const isNews = orders.answered !== asked;
      orders.answered = asked;
      if (isNews) report();
      if (orders.asked === asked && !orders.isEnding) await quiet(port, PERIOD);
      continue;
    }
    report();
    const begun = performance.now();
    const { indexed, isClosed } = await store.fill(newest.gap);
    newest.lacking = Math.max(0, newest.lacking - indexed);
    if (isClosed) gaps.splice(gaps.indexOf(newest), 1);
    if (isClosed && newest.gap.ids.length === 0) {
      // All that was there is indexed, though that can't be noted yet.
      if (gaps.length === 0) orders.answered = asked;
      report();
      await delay(LOCKED_PERIOD);
      continue;
    }
    if (gaps.length === 0) report();
    const isBusy = begun - lastStored < RECENT;
    if (isBusy && orders.asked === orders.answered)
      await quiet(port, Math.min(REST * (performance.now() - begun), LONGEST_REST));
  }
}

function tell(port: MessagePort, progress: Progress): void {
  port.postMessage(progress);
}

/** Waits until an order comes, or so long. */
async function quiet(port: MessagePort, milliseconds: number): Promise<void> {
  const signal = AbortSignal.timeout(Math.ceil(milliseconds));
  await once(port, 'message', { signal }).catch(() => {});
}
