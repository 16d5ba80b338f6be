import { createClient as createSubscriber, type Client as Subscriber } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ADDRESSES } from '../../addresses.ts';
import { BENCH_TRAINER } from './bench.ts';
import { createClient } from './client.ts';
import { build, train } from './operations.ts';
import { startServer } from './server.ts';

const LINES = 400;
// Twenty lines a second, as a trainer that prints each of its steps.
const PAUSE = 50;

/** How long a line takes from the trainer that prints it to those who watch the run, each over a
 * WebSocket of its own: 95 of 100 take no longer than `p95`, in milliseconds. `memory` is what the
 * server took on top meanwhile, in bytes. */
export async function measureSubscribers(
  count: number,
  main?: string,
): Promise<{ median: number; p95: number; memory: number }> {
  const server = await startServer({ TUNIX_PYTHON: BENCH_TRAINER }, main);
  const client = createClient(server.url);
  const subscribers: Subscriber[] = [];
  try {
    const id = await startTraining(client);
    const before = await server.memory();
    const delays: number[] = [];
    const ends = Array.from({ length: count }, () => {
      const url = `${server.url.replace('http', 'ws')}${ADDRESSES.graphql}`;
      const subscriber = createSubscriber({ url, webSocketImpl: WebSocket, lazy: false });
      subscribers.push(subscriber);
      return follow(subscriber, id, delays);
    });
    await Promise.all(ends);
    delays.sort((a, b) => a - b);
    return {
      median: delays[Math.floor(delays.length / 2)] ?? Number.NaN,
      p95: delays[Math.floor(delays.length * 0.95)] ?? Number.NaN,
      memory: (await server.memory()) - before,
    };
  } finally {
    for (const subscriber of subscribers) await subscriber.dispose();
    client.close();
    await server.stop();
  }
}

async function startTraining(client: ReturnType<typeof createClient>): Promise<string> {
  await client.data(
    `mutation { createTrace(input: { traceVersion: "1.0", prompt: "1 + 1", finalAnswer: "2",
      steps: [{ i: 0, type: "add", content: "1 + 1 = 2" }] }) { ... on Trace { id } } }`,
  );
  await build(client, 'watched', 1);
  return train(client, 'watched-1', `clock=${LINES},${PAUSE}`);
}

type Batch = { runLog: { lines: { text: string }[] } };

/** Follows a run to its end, and adds how long ago each line was printed when it came, but for the first. */
async function follow(subscriber: Subscriber, id: string, delays: number[]): Promise<void> {
  let isFirst = true;
  const query =
    'subscription ($id: ID!) { runLog(id: $id) { cursor lines { seq stream text at } } }';
  for await (const { data } of subscriber.iterate<Batch>({ query, variables: { id } })) {
    const now = performance.timeOrigin + performance.now();
    // What was printed before this one came to watch is no news.
    if (!isFirst) for (const { text } of data?.runLog.lines ?? []) delays.push(now - Number(text));
    isFirst = false;
  }
}
