import { expect, it } from 'vitest';
import { eventsOf } from '../eventStream.fixture.ts';
import { describeOnEachDatabase, type TestServer } from '../testServer.fixture.ts';
import { heldInterpreter } from './hold.fixture.ts';
import { buildSample, ended } from './training.fixture.ts';

const WATCH = 'subscription ($id: ID) { runUpdated(id: $id) { id status message exitCode } }';

describeOnEachDatabase('Watching a run', (open) => {
  it('gives its state, each change of it, and ends with it', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const id = await startDryRun(server);
    await asked();
    const events = await eventsOf(server, WATCH, { id });
    expect(await next(events)).toEqual({
      id,
      status: 'RUNNING',
      message: 'At work',
      exitCode: null,
    });
    await server.data('mutation ($id: ID!) { cancelRun(id: $id) { __typename } }', { id });
    expect(await next(events)).toMatchObject({ status: 'CANCELLING' });
    await letGoOn();
    expect(await next(events)).toMatchObject({ status: 'CANCELLED' });
    expect(await next(events)).toBe('complete');
  });

  it('sees one that ends well to its end', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    await startDryRun(server);
    await asked();
    const id = await startDryRun(server);
    const events = await eventsOf(server, WATCH, { id });
    expect(await next(events)).toMatchObject({ id, status: 'PENDING' });
    await letGoOn();
    const states = [];
    for (let event = await next(events); event !== 'complete'; event = await next(events)) {
      states.push(event);
    }
    expect(states.at(-1)).toEqual({
      id,
      status: 'COMPLETED',
      message: 'Dry-run validation successful',
      exitCode: 0,
    });
    expect(new Set(states.map((state) => state.id))).toEqual(new Set([id]));
  });

  it('that has ended gives its state and ends', async () => {
    const server = await open();
    await buildSample(server);
    const id = await startDryRun(server);
    await ended(server, id);
    const events = await eventsOf(server, WATCH, { id });
    expect(await next(events)).toMatchObject({ id, status: 'COMPLETED' });
    expect(await next(events)).toBe('complete');
  });

  it('that is not there is refused', async () => {
    const server = await open();
    const events = await eventsOf(server, WATCH, { id: 'unknown' });
    expect(await next(events)).toEqual([
      expect.objectContaining({
        message: 'There is no run "unknown"',
        extensions: { code: 'NOT_FOUND' },
      }),
    ]);
  });

  it('without an id gives every open run, then all changes, until the server stops', async () => {
    const { python, asked } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const running = await startDryRun(server);
    await asked();
    const waiting = await startDryRun(server);
    const events = await eventsOf(server, WATCH, { id: null });
    expect(await next(events)).toMatchObject({ id: running, status: 'RUNNING' });
    expect(await next(events)).toMatchObject({ id: waiting, status: 'PENDING' });
    const later = await startDryRun(server);
    expect(await next(events)).toMatchObject({ id: later, status: 'PENDING' });
    await server.data('mutation ($id: ID!) { cancelRun(id: $id) { __typename } }', { id: waiting });
    expect(await next(events)).toMatchObject({ id: waiting, status: 'CANCELLED' });
    await server.restart();
    expect(await next(events)).toBe('complete');
  });
});

/** What the next event holds: a run, errors, or `complete`. */
async function next(events: Awaited<ReturnType<typeof eventsOf>>) {
  const { value, done } = await events.next();
  return done ? 'complete' : (value.errors ?? value.data.runUpdated);
}

async function startDryRun(server: TestServer): Promise<string> {
  const { startRun } = await server.data(
    `mutation { startRun(input: { datasetKey: "sample-1", modelId: "m", training: { batchSize: 1 } }) {
      ... on Run { id }
    } }`,
  );
  return startRun.id;
}
