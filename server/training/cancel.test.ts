import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';
import {
  cancel,
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

describe('Cancelling a training', () => {
  const open = trainingFactory(serverFactory());

  it('that waits for its turn ends it at once, and it never begins', async () => {
    const server = await open();
    const first = await startTraining(server, 'hang');
    await reached(server, first, 'RUNNING');
    const second = await startTraining(server, 'hang');
    expect(await cancel(server, second)).toMatchObject({ status: 'CANCELLED' });
    await cancel(server, first);
    await server.application.queue.idle();
    expect(await runOf(server, second)).toMatchObject({ status: 'CANCELLED', startedAt: null });
    expect(existsSync(runFolder(server.home, second).path)).toBe(false);
  });

  it.for<[string, string, (server: TestServer, id: string) => Promise<unknown>]>([
    ['as soon as it is there', 'hang', async () => {}],
    ['when it has begun', 'hang', (server, id) => reached(server, id, 'RUNNING')],
    [
      'when its supervisor starts',
      'hang',
      ({ home }, id) => until('it is ordered', () => existsSync(runFolder(home, id).order)),
    ],
    ['when its trainer starts', 'hang', ({ home }, id) => trainerOf(home, id)],
    [
      'while it compiles',
      'phase=compile;hang',
      (server, id) =>
        until('it compiles', async () => (await runOf(server, id)).message === 'At work: compile'),
    ],
    ['while it prints', 'lines=9999999,both,50', (server, id) => printed(server, id, 'line')],
  ])('%s ends it, and its process', async ([, script, moment]) => {
    const server = await open();
    const id = await startTraining(server, script);
    await moment(server, id);
    expect((await cancel(server, id)).status).toMatch(/^CANCELL/);
    const run = await ended(server, id);
    expect(run).toMatchObject({
      status: 'CANCELLED',
      message: expect.stringMatching(/^Cancelled/),
    });
    await server.application.queue.idle();
    const { trainer, stdout, stderr } = runFolder(server.home, id);
    if (existsSync(trainer)) expect(isAtWork(await trainerOf(server.home, id))).toBe(false);
    const linesIn = async (name: string) =>
      (await (await server.fetch(`/runs/${id}/log?stream=${name}`)).text()).split('\n').length - 1;
    if (existsSync(stdout) && existsSync(stderr))
      expect(run.logLineCount).toBe((await linesIn('stdout')) + (await linesIn('stderr')));
  });

  it('between steps keeps what it has done, and says where it stopped', async () => {
    const server = await open();
    const id = await startTraining(server, 'plan=9;steps=3;checkpoint=3;say=saved;hang');
    await printed(server, id, 'saved');
    expect(await cancel(server, id)).toMatchObject({ status: 'CANCELLING', message: 'Stopping' });
    expect(await ended(server, id)).toMatchObject({
      status: 'CANCELLED',
      message: 'Cancelled at step 3, with a checkpoint',
      exitCode: 143,
      step: 3,
      plannedSteps: 9,
      checkpoints: [{ step: 3 }],
      stdout: expect.stringContaining('Cancelled at step 3\n'),
    });
  });

  it('twice stops it once, and answers all questions meanwhile', async () => {
    const server = await open({ RUN_GRACE_SECONDS: '1' });
    const id = await startTraining(server, 'deaf;say=ready;hang');
    const trainer = await trainerOf(server.home, id);
    await printed(server, id, 'ready');
    const first = await cancel(server, id);
    const second = await cancel(server, id);
    expect([first, second]).toEqual([
      { id, status: 'CANCELLING', message: 'Stopping' },
      { id, status: 'CANCELLING', message: 'Stopping' },
    ]);
    await until('the run has ended', async () => {
      const { runs, run, health, tunixStatus } = await server.data(
        `query ($id: ID!) { runs(first: 5) { totalCount edges { node { id status message } } }
          run(id: $id) { status logLineCount } health { status } tunixStatus { available } }`,
        { id },
      );
      expect(runs).toMatchObject({ totalCount: 1, edges: [{ node: { id } }] });
      expect(run).toMatchObject({ status: expect.stringMatching(/^CANCELL/), logLineCount: 1 });
      expect([health.status, tunixStatus.available]).toEqual(['healthy', true]);
      return run.status === 'CANCELLED';
    });
    expect(await runOf(server, id)).toMatchObject({ status: 'CANCELLED', exitCode: null });
    expect(isAtWork(trainer)).toBe(false);
  });

  it('is remembered by the next server', async () => {
    const server = await open({ RUN_GRACE_SECONDS: '1' });
    const id = await startTraining(server, 'deaf;say=ready;hang');
    await printed(server, id, 'ready');
    await cancel(server, id);
    await server.restart();
    expect(await ended(server, id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('that has ended is refused, and changes nothing', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=all;exit=3');
    const before = await ended(server, id);
    expect(await cancel(server, id)).toEqual({
      code: 'INVALID_STATE',
      message: `The run ${id} can't be cancelled: it is FAILED already`,
    });
    expect(await runOf(server, id)).toEqual(before);
  });
});

describeOnEachDatabase('Two cancellations and a completion at once', (openServer) => {
  const open = trainingFactory(openServer);

  it('end in one state, which holds', async () => {
    const server = await open({ RUN_CONCURRENCY: '4' });
    const ids = await Promise.all([1, 2, 3, 4].map(() => startTraining(server, 'say=on;wait=go')));
    await Promise.all(ids.map((id) => printed(server, id, 'on')));
    for (const id of ids) {
      const answers = Promise.all([cancel(server, id), cancel(server, id)]);
      await releaseTrainer(server, id, 'go');
      for (const answer of await answers) {
        expect(answer.code ?? answer.status).toMatch(/^(CANCELLING|INVALID_STATE)$/);
      }
    }
    for (const id of ids) {
      const run = await ended(server, id);
      expect([run.status, run.exitCode].join()).toMatch(/^(COMPLETED,0|CANCELLED,143)$/);
      expect((await cancel(server, id)).code).toBe('INVALID_STATE');
      expect(await runOf(server, id)).toEqual(run);
    }
  });
});
