import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { nextLines, toInput } from './lines.ts';
import { atLeast, compare, ratio } from './measure.ts';
import {
  build,
  createTraceOperation,
  enqueue,
  manyAtOnce,
  train,
  untilIdle,
} from './operations.ts';

const ENQUEUED = { count: 200, atOnce: 10 };
const POINTS = 400_000;

/** What it costs to enqueue runs, and how fast the points that a trainer writes are stored. */
export async function measureRuns({ client, server, inServer, add }: Bench): Promise<void> {
  await build(client, 'runs', 1);
  const inputs = nextLines(1_000).map(toInput);
  let next = 0;
  const create = () => createTraceOperation(client, inputs[next++ % inputs.length] ?? {});
  const enqueueing = await compare(
    { rounds: 4 },
    {
      work: inServer(() => manyAtOnce(ENQUEUED, () => enqueue(client, 'runs-1'))),
      floor: {
        ...inServer(() => manyAtOnce(ENQUEUED, create)),
        prepare: () => untilIdle(client),
      },
    },
  );
  add(ratio('enqueue 200 runs, 10 at once, against traces', enqueueing, 2));
  await untilIdle(client);

  const before = server.processorTime();
  const { time, count } = await storePoints(client);
  const core = server.processorTime() - before;
  add(atLeast('metric points of a trainer, by the clock', count / (time / 1_000), 100_000, '/s'));
  add(atLeast('  by the core', POINTS / (core / 1_000), 100_000, '/s'));
}

/** How long so many points took to be stored, from the first that were seen to the last. */
async function storePoints(client: Bench['client']) {
  const id = await train(client, 'runs-1', `points=${POINTS}`);
  let first: { at: number; count: number } | undefined;
  for (;;) {
    const { run } = await client.data('query ($id: ID!) { run(id: $id) { status metricCount } }', {
      id,
    });
    const now = { at: performance.now(), count: run.metricCount };
    if (now.count > 0) first ??= now;
    if (first && now.count === POINTS)
      return { time: now.at - first.at, count: now.count - first.count };
    if (run.status === 'FAILED') throw new Error('The trainer failed');
    await delay(5);
  }
}
