import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory } from '../testing/testServer.ts';
import {
  ended,
  isAtWork,
  printed,
  reached,
  releaseTrainer,
  runOf,
  startTraining,
  trainerOf,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

describe('Trainings that wait', () => {
  const open = trainingFactory(serverFactory());

  it.for([1, 2])('begin in the order of their coming, %i at a time', async (concurrency) => {
    const server = await open({ RUN_CONCURRENCY: String(concurrency) });
    const ids: string[] = [];
    for (let count = 0; count < 4; count++) ids.push(await startTraining(server, 'wait=on'));
    for (let first = 0; first < ids.length; first++) {
      const atWork = ids.slice(first, first + concurrency);
      for (const id of atWork) await reached(server, id, 'RUNNING');
      for (const id of ids.slice(first + concurrency)) {
        expect(await runOf(server, id)).toMatchObject({ status: 'PENDING', startedAt: null });
      }
      for (const id of atWork) await trainerOf(server.home, id);
      await releaseTrainer(server, ids[first] ?? '', 'on');
      await reached(server, ids[first] ?? '', 'COMPLETED');
    }
  });
});

describe('Dry runs', () => {
  const open = trainingFactory(serverFactory());

  it('end while a training is at work and another waits', async () => {
    const server = await open();
    const training = await startTraining(server, 'wait=on');
    const waiting = await startTraining(server, 'wait=on');
    await trainerOf(server.home, training);
    const { startRun } = await server.data(
      `mutation { startRun(input: { datasetKey: "sample-1", modelId: "tunix-rt/tiny", training: { batchSize: 1 } }) {
        ... on Run { id }
      } }`,
    );
    expect(await ended(server, startRun.id)).toMatchObject({ status: 'COMPLETED' });
    expect(await runOf(server, training)).toMatchObject({ status: 'RUNNING' });
    expect(await runOf(server, waiting)).toMatchObject({ status: 'PENDING' });
  });
});

describeOnEachDatabase('Trainings', (openServer) => {
  const open = trainingFactory(openServer);

  it('go on when the server stops, and are taken up by the next, which keeps the order', async () => {
    const server = await open();
    const first = await startTraining(server, 'plan=9;steps=1;say=ready;wait=on;steps=1,2');
    const second = await startTraining(server, 'wait=on');
    const third = await startTraining(server, 'wait=on');
    await printed(server, first, 'ready');
    const trainer = await trainerOf(server.home, first);
    await server.restart(async () => {
      expect(isAtWork(trainer)).toBe(true);
      await releaseTrainer(server, first, 'on');
    });
    expect(await ended(server, first)).toMatchObject({
      status: 'COMPLETED',
      step: 2,
      stdout: 'Step 1: loss 4.0000\nready\nStep 2: loss 2.0000\n',
    });
    await trainerOf(server.home, second);
    expect(await runOf(server, third)).toMatchObject({ status: 'PENDING' });
    await releaseTrainer(server, second, 'on');
    await trainerOf(server.home, third);
    expect(await runOf(server, second)).toMatchObject({ status: 'COMPLETED' });
    await releaseTrainer(server, third, 'on');
    expect(await ended(server, third)).toMatchObject({ status: 'COMPLETED' });
  });

  it('that ended while no server was there are settled by the next', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=ready;wait=on;say=later;exit=4');
    await printed(server, id, 'ready');
    const trainer = await trainerOf(server.home, id);
    await server.restart(async () => {
      await releaseTrainer(server, id, 'on');
      await until('the trainer has ended', () => !isAtWork(trainer));
    });
    expect(await ended(server, id)).toMatchObject({
      status: 'FAILED',
      exitCode: 4,
      stdout: 'ready\nlater\n',
    });
  });
});
