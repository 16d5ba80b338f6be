import { readFile } from 'node:fs/promises';
import { type Client, createClient } from 'graphql-ws';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { eventsOf } from '../testing/eventStream.ts';
import { type ServerProcess, serverProcessFactory } from '../testing/serverProcess.ts';
import {
  buildSample,
  ended,
  printed,
  releaseTrainer,
  startTraining,
  TRAINER,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

const LOG =
  'subscription ($id: ID!, $after: Int) { runLog(id: $id, after: $after) { cursor lines { seq text } } }';
const METRICS =
  'subscription ($id: ID!, $after: Int) { runMetrics(id: $id, after: $after) { points { seq value text } } }';
const RUN = 'subscription ($id: ID!) { runUpdated(id: $id) { status step } }';

describe('Viewers of a run, over WebSockets', () => {
  const processes = serverProcessFactory();

  it('get what was, what comes, and its end', async () => {
    const server = await started();
    const id = await startTraining(
      server,
      'plan=4;lines=3000;steps=2;metric=eval/loss,2,NaN;say=half;wait=on;lines=3000;steps=2,3',
    );
    await printed(server, id, 'half');
    const viewer = connect(server);
    const log = collect(viewer, LOG, { id, after: 2_500 });
    const metrics = collect(viewer, METRICS, { id, after: 1 });
    const updates = collect(viewer, RUN, { id });
    await until('all are shown what was', () =>
      [log, metrics, updates].every(({ results }) => results.length > 0),
    );
    await releaseTrainer(server, id, 'on');
    await Promise.all([log.end, metrics.end, updates.end]);
    const lines = log.results.flatMap(({ runLog }) => runLog.lines);
    expect(lines.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 3_505 }, (_, index) => 2_501 + index),
    );
    expect(lines.slice(500, 504).map(({ text }) => text)).toEqual([
      'Step 1: loss 4.0000',
      'Step 2: loss 2.0000',
      'half',
      'line 1',
    ]);
    expect(metrics.results.flatMap(({ runMetrics }) => runMetrics.points)).toEqual([
      { seq: 2, value: 2, text: null },
      { seq: 3, value: null, text: 'NaN' },
      { seq: 4, value: 4 / 3, text: null },
      { seq: 5, value: 1, text: null },
    ]);
    expect(updates.results[0]?.runUpdated).toEqual({ status: 'RUNNING', step: 2 });
    expect(updates.results.at(-1)?.runUpdated).toEqual({ status: 'COMPLETED', step: 4 });
  });

  it('who stop reading harm no other, and cost the server no more than a batch each', async () => {
    // Less than what the viewers have yet to take, were it kept for each.
    const server = await started({ NODE_OPTIONS: '--max-old-space-size=200' });
    const id = await startTraining(server, 'say=ready;wait=on;wide=60000,1000;say=last');
    await printed(server, id, 'ready');
    await Promise.all(Array.from({ length: 20 }, () => stopsReading(server, { id })));
    const streams = Array.from({ length: 5 }, () => eventsOf(server, LOG, { id }));
    for (const events of await Promise.all(streams)) await events.next();
    const before = await memoryOf(server);
    let count = 0;
    const reader = collect(connect(server), LOG, { id }, ({ runLog }) => {
      for (const { seq } of runLog.lines) if (seq === count + 1) count += 1;
    });
    await releaseTrainer(server, id, 'on');
    await reader.end;
    expect(count).toBe(60_002);
    expect((await memoryOf(server)) - before).toBeLessThan(600);
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', logLineCount: 60_002 });
  });

  async function started(more: Record<string, string> = {}): Promise<ServerProcess> {
    const home = await processes.home();
    const server = await processes.start(home, { TUNIX_PYTHON: TRAINER, ...more });
    await buildSample(server);
    return server;
  }
});

function connect(server: ServerProcess): Client {
  const url = `${server.url.replace('http', 'ws')}/graphql`;
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    // The server may be gone before the client is.
    onNonLazyError: () => {},
  });
  onTestFinished(async () => client.dispose());
  return client;
}

type Result = {
  runLog: { cursor: number; lines: { seq: number; text: string }[] };
  runMetrics: { points: { seq: number; value: number | null; text: string | null }[] };
  runUpdated: { status: string; step: number };
};

/** Subscribes: the results that have come by now, unless they are taken as they come, and their end. */
function collect(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
  take?: (result: Result) => void,
) {
  const results: Result[] = [];
  const end = new Promise<void>((resolve, reject) => {
    client.subscribe<Result>(
      { query, variables },
      {
        next: ({ data }) => {
          if (data) (take ?? results.push.bind(results))(data);
        },
        error: reject,
        complete: resolve,
      },
    );
  });
  return { results, end };
}

/** A viewer of the log whose connection stays open, and who takes nothing from it after the first lines. */
async function stopsReading(server: ServerProcess, variables: { id: string }): Promise<void> {
  const url = `${server.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws');
  onTestFinished(() => socket.terminate());
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (message) => {
      const { type } = JSON.parse(String(message));
      const subscribe = { id: '1', type: 'subscribe', payload: { query: LOG, variables } };
      if (type === 'connection_ack') socket.send(JSON.stringify(subscribe));
      if (type === 'next') {
        socket.pause();
        resolve();
      }
    });
  });
}

/** Memory that the server has taken for itself, in megabytes. */
async function memoryOf({ pid }: ServerProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}
