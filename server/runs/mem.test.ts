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
describe('mem', () => {
  const processes = serverProcessFactory();
  const homes = endTrainingsAfterEach();
  it.for([['wide=40000,1000',0],['wide=300000,1000', 0],['lines=6000000', 0],['wide=300000,1000', 100]] as const)('%s %i stalled', async ([script, n]) => {
    const home = await processes.home();
    homes.push(home);
    const server = await processes.start(home, { TUNIX_PYTHON: TRAINER, NODE_OPTIONS: process.env["NO"] ?? "" });
    await buildSample(server);
    const id = await startTraining(server, `say=ready;wait=on;${script};say=last`);
    await printed(server, id, 'ready');
    const stalled = await Promise.all(
      Array.from({ length: n }, () => stopsReading(server, { id })),
    );
    const before = await memoryOf(server);
    const t = performance.now();
    let max = before;
    const iv = setInterval(async () => {
      max = Math.max(max, await memoryOf(server).catch(() => 0));
    }, 50);
    await letGoOn(server, id, 'on');
    if (0) {
      const client = createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        lazy: false,
        retryAttempts: 0,
      });
      let c = 0;
      for await (const r of client.iterate({ query: LOG, variables: { id } }))
        c += (r.data as any).runLog.lines.length;
      console.log('read', c);
      await client.dispose();
    }
    await until('ended', async () => { const {run} = await server.data('query($id: ID!){run(id:$id){status}}',{id}); return run.status==='COMPLETED'; }, 120000);
    clearInterval(iv);
    console.log(
      script, n,
      'before',
      before,
      'max',
      max,
      'after',
      await memoryOf(server),
      performance.now() - t,
    );
    for (const { socket } of stalled) socket.terminate();
  }, 200000);
});
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
async function memoryOf({ pid }: ServerProcess): Promise<number> {
  const [, kilobytes] =
    /^RssAnon:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
