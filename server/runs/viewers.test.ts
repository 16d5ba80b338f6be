import { readFile } from 'node:fs/promises';
import { type Client, createClient } from 'graphql-ws';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type ServerProcess, serverProcessFactory } from '../serverProcess.fixture.ts';
import { until } from '../until.fixture.ts';
import {
  buildSample,
  ended,
  endTrainingsAfterEach,
  letGoOn,
  printed,
  startTraining,
  TRAINER,
} from './training.fixture.ts';

const LOG =
  'subscription ($id: ID!, $after: Int) { runLog(id: $id, after: $after) { cursor lines { seq text } } }';
const METRICS =
  'subscription ($id: ID!, $after: Int) { runMetrics(id: $id, after: $after) { points { seq value text } } }';
const RUN = 'subscription ($id: ID!) { runUpdated(id: $id) { status step } }';

describe('Viewers of a run, over WebSockets', () => {
  const processes = serverProcessFactory();
  const homes = endTrainingsAfterEach();

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
    await letGoOn(server, id, 'on');
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

  it('who stop reading harm no other, and the memory of the server is bounded', async () => {
    const server = await started();
    const id = await startTraining(server, 'say=ready;wait=on;lines=250000;say=last');
    await printed(server, id, 'ready');
    const stalled = await Promise.all(
      Array.from({ length: 20 }, () => stopsReading(server, { id })),
    );
    const reader = collect(connect(server), LOG, { id });
    await until('the reader is shown what was', () => reader.results.length > 0);
    const before = await memoryOf(server);
    await letGoOn(server, id, 'on');
    await reader.end;
    const seqs = reader.results.flatMap(({ runLog }) => runLog.lines.map((line) => line.seq));
    expect(seqs.length).toBe(250_002);
    expect(seqs.every((seq, index) => seq === index + 1)).toBe(true);
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED' });
    // What the stalled ones were not sent would be 20 times 10 MB and more.
    expect((await memoryOf(server)) - before).toBeLessThan(150);
    for (const { socket } of stalled) socket.terminate();
  });

  async function started(): Promise<ServerProcess> {
    const home = await processes.home();
    homes.push(home);
    const server = await processes.start(home, { TUNIX_PYTHON: TRAINER });
    await buildSample(server);
    return server;
  }
});

function connect(server: ServerProcess): Client {
  const url = `${server.url.replace('http', 'ws')}/graphql`;
  const client = createClient({ url, webSocketImpl: WebSocket, lazy: false, retryAttempts: 0 });
  onTestFinished(async () => client.dispose());
  return client;
}

type Result = {
  runLog: { cursor: number; lines: { seq: number; text: string }[] };
  runMetrics: { points: { seq: number; value: number | null; text: string | null }[] };
  runUpdated: { status: string; step: number };
};

/** Subscribes: the results that have come by now, and when they end. */
function collect(client: Client, query: string, variables: Record<string, unknown>) {
  const results: Result[] = [];
  const end = new Promise<void>((resolve, reject) => {
    client.subscribe<Result>(
      { query, variables },
      {
        next: ({ data }) => {
          if (data) results.push(data);
        },
        error: reject,
        complete: resolve,
      },
    );
  });
  return { results, end };
}

/** A viewer of the log whose connection is open and who takes nothing from it after the first lines. */
async function stopsReading(server: ServerProcess, variables: { id: string }) {
  const url = `${server.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws');
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
  return { socket };
}

/** Resident memory of the server in megabytes. */
async function memoryOf({ pid }: ServerProcess): Promise<number> {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
