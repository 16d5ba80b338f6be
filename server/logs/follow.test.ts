import { expect, it } from 'vitest';
import { eventsOf } from '../testing/eventStream.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  ended,
  printed,
  releaseTrainer,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';
import { followLog } from './follow.ts';

const LOG = `subscription ($id: ID!, $after: Int) { runLog(id: $id, after: $after) {
  cursor lines { seq stream text at }
} }`;

describeOnEachDatabase('Following the log of a run', (openServer) => {
  const open = trainingFactory(openServer);

  it('replays it from any place, goes on live, and ends with the run', async () => {
    const server = await open();
    const id = await startTraining(
      server,
      'lines=7000;lines=1500,stderr;say=half;wait=on;lines=7000;say=end',
    );
    await printed(server, id, 'half');
    await until(
      'all of the first half is stored',
      async () => (await countOf(server, id)) === 8501,
    );
    const places = [0, 1, 999, 1000, 6999, 8500, 8501, 12_000, 15_502];
    const viewers = await Promise.all(places.map((after) => viewerOf(server, { id, after })));
    await Promise.all(viewers.slice(0, 6).map(({ has }) => has));
    await releaseTrainer(server, id, 'on');
    const seen = await Promise.all(viewers.map(({ all }) => all));
    const expected = Array.from({ length: 15_502 }, (_, index) => index + 1);
    for (const [index, after] of places.entries()) {
      expect(seen[index]?.map(({ seq }) => seq).join()).toBe(expected.slice(after).join());
    }
    const texts = seen[0]?.map(({ text }) => text) ?? [];
    const numbered = Array.from({ length: 7000 }, (_, index) => `line ${index + 1}`);
    expect(texts.filter((text) => text.startsWith('line'))).toHaveLength(15_500);
    expect(texts.slice(-7001)).toEqual([...numbered, 'end']);
    expect((await ended(server, id)).status).toBe('COMPLETED');
    const late = await viewerOf(server, { id, after: 15_500 });
    expect((await late.all).map(({ text }) => text)).toEqual(['line 7000', 'end']);
  });

  it('goes on at the next server from where it was', async () => {
    const server = await open();
    const id = await startTraining(server, 'lines=10;say=half;wait=on;lines=10');
    await printed(server, id, 'half');
    const first = await viewerOf(server, { id, after: 0 });
    await first.has;
    await server.restart();
    const before = await first.all;
    const second = await viewerOf(server, { id, after: before.at(-1)?.seq ?? 0 });
    await releaseTrainer(server, id, 'on');
    expect([...before, ...(await second.all)].map(({ seq }) => seq)).toEqual(
      Array.from({ length: 21 }, (_, index) => index + 1),
    );
  });

  it('is refused for a run that is not there', async () => {
    const server = await open();
    const [answer] = await Array.fromAsync(await eventsOf(server, LOG, { id: 'unknown' }));
    expect(answer?.errors).toMatchObject([
      { message: 'There is no run "unknown"', extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  it('ends at once when the viewer leaves, although nothing is printed', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=ready;hang');
    await printed(server, id, 'ready');
    const batches = followLog(server.application, { runId: id, after: 0 });
    expect((await batches.next()).value.cursor).toBe(1);
    const waiting = batches.next();
    await batches.return(undefined);
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});

type Line = { seq: number; stream: string; text: string; at: string };

/** Follows a log: `all` of it, and when the viewer `has` its first batch. */
async function viewerOf(server: TestServer, variables: { id: string; after: number }) {
  const batches = await eventsOf(server, LOG, variables);
  const { promise: has, resolve } = Promise.withResolvers<void>();
  const read = async () => {
    const lines: Line[] = [];
    for await (const { data } of batches) {
      const { runLog } = data;
      lines.push(...runLog.lines);
      expect(runLog.cursor).toBe(lines.at(-1)?.seq);
      resolve();
    }
    return lines;
  };
  return { has, all: read() };
}

async function countOf(server: TestServer, id: string): Promise<number> {
  const { run } = await server.data('query ($id: ID!) { run(id: $id) { logLineCount } }', { id });
  return run.logLineCount;
}
