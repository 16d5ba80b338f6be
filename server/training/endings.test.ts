import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { temporaryDirectory } from '../testing/interpreter.ts';
import { serverFactory } from '../testing/testServer.ts';
import {
  ended,
  isAtWork,
  printed,
  releaseTrainer,
  startTraining,
  TRAINER,
  trainerOf,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

describe('A training', () => {
  const open = trainingFactory(serverFactory());

  it('that is done is complete', async () => {
    const server = await open();
    const id = await startTraining(server, 'phase=train;plan=2;steps=2;checkpoint=2');
    const run = await ended(server, id);
    expect(run).toMatchObject({
      status: 'COMPLETED',
      message: 'Training completed',
      exitCode: 0,
      step: 2,
      plannedSteps: 2,
      stdout: 'Step 1: loss 4.0000\nStep 2: loss 2.0000\n',
      stderr: '',
      checkpoints: [{ step: 2, path: 'checkpoints/2', sizeBytes: 30, isAdapter: true }],
    });
    expect(run.startedAt < run.endedAt).toBe(true);
  });

  it.for([
    ['exit=3', 3, 'The trainer exited with code 3'],
    ['kill=SIGSEGV;hang', null, 'The trainer was ended by SIGSEGV'],
    ['kill=SIGKILL;hang', null, 'The trainer was ended by SIGKILL'],
    [
      'fail=ValueError%3A no rows,Export more traces.;exit=1',
      1,
      'The trainer exited with code 1: ValueError: no rows\nExport more traces.',
    ],
    ['fail=RuntimeError;exit=1', 1, 'The trainer exited with code 1: RuntimeError'],
  ] as const)('that ends by %s has failed, and says so', async ([script, exitCode, message]) => {
    const server = await open();
    const id = await startTraining(server, `say=before;${script}`);
    expect(await ended(server, id)).toMatchObject({
      status: 'FAILED',
      exitCode,
      message,
      stdout: 'before\n',
    });
  });

  it('whose failure was told while no server was there says why', async () => {
    const server = await open();
    const id = await startTraining(server, 'fail=Broken,Mend it.;say=told;wait=on;exit=1');
    await printed(server, id, 'told');
    await server.restart();
    await releaseTrainer(server, id, 'on');
    expect((await ended(server, id)).message).toBe(
      'The trainer exited with code 1: Broken\nMend it.',
    );
  });

  it('that can not be started has failed, and says why', async () => {
    const python = join(await temporaryDirectory(), 'python');
    await symlink(TRAINER, python);
    const server = await open({ TUNIX_PYTHON: python });
    expect((await server.data('{ tunixStatus { available } }')).tunixStatus.available).toBe(true);
    await rm(python);
    const id = await startTraining(server, 'hang');
    expect(await ended(server, id)).toMatchObject({
      status: 'FAILED',
      exitCode: null,
      message: `The trainer could not be started: spawn ${python} ENOENT`,
    });
  });

  it.for([['held'], ['escaped']])(
    'ends although a process that it left behind (%s) holds its output',
    async ([kind]) => {
      const server = await open();
      const id = await startTraining(server, `leave=${kind};say=last`);
      const run = await ended(server, id);
      expect(run).toMatchObject({ status: 'COMPLETED', logLineCount: 2 });
      const left = Number(/left (\d+)/.exec(run.stdout)?.[1]);
      expect(isAtWork(left)).toBe(kind === 'escaped');
    },
  );

  it('ends when its time is up', async () => {
    const server = await open();
    const id = await startTraining(server, 'steps=2;hang', { timeoutSeconds: 1 });
    expect(await ended(server, id)).toMatchObject({
      status: 'TIMED_OUT',
      message: 'Training was stopped because its time was up',
      exitCode: 143,
      step: 2,
    });
  });

  it('that ignores the end of its time is killed after the grace period', async () => {
    const server = await open({ RUN_GRACE_SECONDS: '1' });
    const id = await startTraining(server, 'deaf;hang', { timeoutSeconds: 1 });
    const trainer = await trainerOf(server.home, id);
    expect(await ended(server, id)).toMatchObject({ status: 'TIMED_OUT', exitCode: null });
    expect(isAtWork(trainer)).toBe(false);
  });

  it('whose folder is removed ends, and does not stay at work for ever', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=ready;hang');
    const trainer = await trainerOf(server.home, id);
    await printed(server, id, 'ready');
    await rm(runFolder(server.home, id).path, { recursive: true, maxRetries: 20, retryDelay: 50 });
    expect(await ended(server, id)).toMatchObject({ status: 'FAILED', stdout: 'ready\n' });
    await until('the trainer has ended', () => !isAtWork(trainer));
  });

  it('of a dataset that was deleted while it waited has failed, and says why', async () => {
    const server = await open();
    const first = await startTraining(server, 'say=ready;wait=on');
    const second = await startTraining(server, 'steps=1');
    await printed(server, first, 'ready');
    await server.data('mutation { deleteDataset(key: "sample-1") { ... on Dataset { key } } }');
    await releaseTrainer(server, first, 'on');
    expect(await ended(server, second)).toMatchObject({
      status: 'FAILED',
      message: 'The dataset sample-1 was deleted after the run was enqueued',
    });
  });
});
