import { describe, expect, it } from 'vitest';
import { serverFactory, type TestServer } from '../testing/testServer.ts';
import {
  cancel,
  ended,
  printed,
  releaseTrainer,
  runOf,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

const STALLED =
  'No progress for 1 second: the trainer runs, but reports nothing. Look at its log, or cancel it.';

describe('A trainer that stands still', () => {
  const open = trainingFactory(serverFactory());

  it.for([
    ['steps=1,2', 'At step 2 of 9'],
    ['metric=eval/loss,1,2.5', 'At step 1 of 9'],
  ] as const)('is reported until it goes on with %s', async ([more, message]) => {
    const server = await open({ RUN_STALL_SECONDS: '1' });
    const id = await startTraining(server, `plan=9;steps=1;wait=on;${more};wait=end`);
    await saying(server, id, STALLED);
    expect(await runOf(server, id)).toMatchObject({ status: 'RUNNING', step: 1 });
    await releaseTrainer(server, id, 'on');
    await saying(server, id, message);
    await releaseTrainer(server, id, 'end');
    expect(await ended(server, id)).toMatchObject({ message: 'Training completed' });
  });

  it('is reported by the next server too, and only until it goes on', async () => {
    const server = await open({ RUN_STALL_SECONDS: '1' });
    const id = await startTraining(
      server,
      'plan=9;steps=1;wait=on;metric=eval/loss,1,2.5;wait=end',
    );
    await saying(server, id, STALLED);
    await server.restart();
    expect((await runOf(server, id)).message).toBe(STALLED);
    await releaseTrainer(server, id, 'on');
    await saying(server, id, 'At work');
  });

  it('is not reported while it is asked to stop', async () => {
    const server = await open({ RUN_STALL_SECONDS: '1', RUN_GRACE_SECONDS: '2' });
    const id = await startTraining(server, 'deaf;say=ready;hang');
    await printed(server, id, 'ready');
    await cancel(server, id);
    const messages = new Set<string>();
    await until('it has ended', async () => {
      const { message, status } = await runOf(server, id);
      messages.add(message);
      return status === 'CANCELLED';
    });
    expect([...messages]).toEqual(['Stopping', 'Cancelled']);
  });
});

function saying(server: TestServer, id: string, message: string) {
  return until(
    `the run says ${message}`,
    async () => (await runOf(server, id)).message === message,
  );
}
