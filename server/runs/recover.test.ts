import { describe, expect, it } from 'vitest';
import { heldInterpreter } from '../testing/heldInterpreter.ts';
import { serverProcessFactory } from '../testing/serverProcess.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { type Asked, buildSample, ended, reached, runOf } from '../testing/training.ts';
import { DRY_RUN_CONCURRENCY } from './queue.ts';

const INTERRUPTED = 'The server stopped while the dry run was at work; retry it';

describeOnEachDatabase('A server that starts again', (open) => {
  it('takes up the runs that waited, and ends those that it was working on', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const interrupted: string[] = [];
    while (interrupted.length < DRY_RUN_CONCURRENCY) interrupted.push(await startDryRun(server));
    await asked();
    const waiting = [await startDryRun(server), await startDryRun(server)];

    await server.restart();
    for (const id of interrupted) {
      expect(await runOf(server, id)).toMatchObject({
        status: 'FAILED',
        message: INTERRUPTED,
        endedAt: expect.any(String),
      });
    }
    await letGoOn();
    for (const id of waiting) {
      expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', exitCode: 0 });
    }
  });

  it('leaves the runs of another data folder alone', async () => {
    const server = await open();
    await buildSample(server);
    const id = await startDryRun(server);
    await ended(server, id);
    const { prisma } = server.application.database;
    await prisma.run.update({ where: { id }, data: { status: 'RUNNING', home: 'another' } });
    await server.restart();
    expect(await statusOf(server, id)).toBe('RUNNING');
  });
});

describe('A server that was killed', () => {
  const processes = serverProcessFactory();

  it('left nothing that its successor does not settle', async () => {
    const { python, asked } = await heldInterpreter();
    const home = await processes.home();
    const first = await processes.start(home, { TUNIX_PYTHON: python });
    await buildSample(first);
    const interrupted: string[] = [];
    while (interrupted.length < DRY_RUN_CONCURRENCY) interrupted.push(await startDryRun(first));
    await asked();
    for (const id of interrupted) await reached(first, id, 'RUNNING');
    const waiting = await startDryRun(first);
    await first.end('SIGKILL');

    const second = await processes.start(home);
    for (const id of interrupted) {
      expect(await ended(second, id)).toMatchObject({ status: 'FAILED', message: INTERRUPTED });
    }
    expect(await ended(second, waiting)).toMatchObject({ status: 'COMPLETED' });
  });
});

async function startDryRun(server: Asked): Promise<string> {
  const { startRun } = await server.data(
    `mutation { startRun(input: { datasetKey: "sample-1", modelId: "m", training: { batchSize: 1 } }) {
      ... on Run { id }
    } }`,
  );
  return startRun.id;
}

async function statusOf(server: TestServer, id: string): Promise<string> {
  return (await runOf(server, id)).status;
}
