import { expect, it } from 'vitest';
import type { RunStatus } from '../../prisma/generated/sqlite/enums.ts';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import { buildSample, ended, runOf } from '../testing/training.ts';
import { moveRun } from './transition.ts';

const ALL: RunStatus[] = ['PENDING', 'RUNNING', 'CANCELLING'];

describeOnEachDatabase('The status of a run', (open) => {
  it('is moved by one of many who try at once', async () => {
    const server = await open();
    const id = await endedRun(server);
    const { prisma } = server.application.database;
    await prisma.run.update({ where: { id }, data: { status: 'RUNNING' } });
    const targets: RunStatus[] = ['COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT', 'FAILED'];
    const moves = await Promise.all(
      targets.map((to) =>
        moveRun(server.application, id, { from: ALL, to, data: { message: `Became ${to}` } }),
      ),
    );
    expect(moves.filter((isMoved) => isMoved)).toHaveLength(1);
    const { status, message } = await runOf(server, id);
    expect(message).toBe(`Became ${status}`);
    expect(status).toBe(targets[moves.indexOf(true)]);
  });

  it('never changes once the run has ended', async () => {
    const server = await open();
    const id = await endedRun(server);
    const before = await runOf(server, id);
    for (const to of [...ALL, 'FAILED' as const]) {
      expect(await moveRun(server.application, id, { from: ALL, to })).toBe(false);
    }
    expect(await runOf(server, id)).toEqual(before);
  });

  it('of an unknown run is not moved', async () => {
    const server = await open();
    expect(await moveRun(server.application, 'unknown', { from: ALL, to: 'FAILED' })).toBe(false);
  });
});

async function endedRun(server: Parameters<typeof buildSample>[0]): Promise<string> {
  await buildSample(server);
  const { startRun } = await server.data(
    'mutation { startRun(input: { datasetKey: "sample-1", modelId: "m" }) { ... on Run { id } } }',
  );
  await ended(server, startRun.id);
  return startRun.id;
}
