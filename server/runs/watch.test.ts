import { expect, it } from 'vitest';
import { eventsOf } from '../testing/eventStream.ts';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import {
  cancel,
  ended,
  printed,
  releaseTrainer,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';
import { watchRuns } from './watch.ts';

const ONE = 'subscription ($id: ID!) { runUpdated(id: $id) { id status message step } }';
const ALL = 'subscription { runUpdated { id status } }';

describeOnEachDatabase('Watching runs', (openServer) => {
  const open = trainingFactory(openServer);

  it('tells of one as it is, then as it changes, and ends with it', async () => {
    const server = await open();
    const id = await startTraining(server, 'plan=3;phase=compile;say=on;wait=on;steps=3');
    await printed(server, id, 'on');
    const updates = await eventsOf(server, ONE, { id });
    const first = await updates.next();
    expect(first.value?.data.runUpdated).toMatchObject({ id, status: 'RUNNING', step: 0 });
    await releaseTrainer(server, id, 'on');
    const rest = (await Array.fromAsync(updates)).map(({ data }) => data.runUpdated);
    expect(rest.at(-1)).toEqual({
      id,
      status: 'COMPLETED',
      message: 'Training completed',
      step: 3,
    });
    const statuses = new Set(rest.map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 'RUNNING')).toEqual(['COMPLETED']);
    const [last] = await Array.fromAsync(await eventsOf(server, ONE, { id }));
    expect(last?.data.runUpdated).toEqual(rest.at(-1));
  });

  it('tells of all that have not ended or just have, then of each that changes', async () => {
    const server = await open();
    const longBefore = await startTraining(server, '');
    await ended(server, longBefore);
    const before = await startTraining(server, '');
    await ended(server, before);
    await server.application.database.prisma.run.update({
      where: { id: longBefore },
      data: { endedAt: new Date(Date.now() - 61_000) },
    });
    const first = await startTraining(server, 'say=on;hang');
    const second = await startTraining(server, 'hang');
    await printed(server, first, 'on');
    const updates = await eventsOf(server, ALL, {});
    expect(await next(updates)).toEqual({ id: before, status: 'COMPLETED' });
    expect(await next(updates)).toEqual({ id: first, status: 'RUNNING' });
    expect(await next(updates)).toEqual({ id: second, status: 'PENDING' });
    await cancel(server, second);
    await untilTold(updates, second, 'CANCELLED');
    const third = await startTraining(server, 'hang');
    await untilTold(updates, third, 'PENDING');
    await cancel(server, first);
    await untilTold(updates, first, 'CANCELLED');
    await updates.return(undefined);
  });

  it('tells of every one that has ended lately, however many', async () => {
    const server = await open();
    const id = await startTraining(server, '');
    await ended(server, id);
    const { run } = server.application.database.prisma;
    const { configuration, ...row } = await run.findUniqueOrThrow({
      where: { id },
      omit: {
        preflight: true,
        plan: true,
        throughput: true,
        evaluationPlan: true,
        oracle: true,
        exported: true,
        best: true,
      },
    });
    await run.createMany({
      data: Array.from({ length: 249 }, (_, index) => ({
        ...row,
        id: `${id.slice(0, -4)}${String(index).padStart(4, '0')}`,
        name: `copy ${index}`,
        configuration: configuration ?? {},
      })),
    });
    const updates = await eventsOf(server, ALL, {});
    const told = new Set<string>();
    while (told.size < 250) told.add((await next(updates)).id);
    await updates.return(undefined);
  });

  it('ends when the server stops, and at once when the watcher leaves', async () => {
    const server = await open();
    const updates = await eventsOf(server, ALL, {});
    const waiting = updates.next();
    const changes = watchRuns(server.application, null);
    const change = changes.next();
    await changes.return(undefined);
    expect(await change).toEqual({ done: true, value: undefined });
    await server.restart();
    expect(await waiting).toMatchObject({ done: true });
  });
});

type Updates = Awaited<ReturnType<typeof eventsOf>>;

async function next(updates: Updates) {
  return (await updates.next()).value?.data.runUpdated;
}

/** Reads updates until one tells that a run has a status. */
async function untilTold(updates: Updates, id: string, status: string): Promise<void> {
  for (;;) {
    const update = await next(updates);
    if (!update) throw new Error(`The updates ended before the run ${id} was told ${status}`);
    if (update.id === id && update.status === status) return;
  }
}
