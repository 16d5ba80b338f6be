import { expect, it } from 'vitest';
import { heldInterpreter } from '../testing/heldInterpreter.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { buildSample, ended, runOf } from '../testing/training.ts';
import { DRY_RUN_CONCURRENCY } from './queue.ts';

const CANCEL = `mutation ($id: ID!) {
  cancelRun(id: $id) { ... on Run { id status message startedAt endedAt } ... on Error { code message } }
}`;

describeOnEachDatabase('Cancelling a run', (open) => {
  it('that waits ends it at once, and it never begins', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const atWork: string[] = [];
    while (atWork.length < DRY_RUN_CONCURRENCY) atWork.push(await startDryRun(server));
    await asked();
    const last = await startDryRun(server);
    expect((await server.data(CANCEL, { id: last })).cancelRun).toEqual({
      id: last,
      status: 'CANCELLED',
      message: 'Cancelled before it began',
      startedAt: null,
      endedAt: expect.any(String),
    });
    await letGoOn();
    await server.application.queue.idle();
    for (const id of atWork) expect(await runOf(server, id)).toMatchObject({ status: 'COMPLETED' });
    expect(await runOf(server, last)).toMatchObject({ status: 'CANCELLED', startedAt: null });
  });

  it('that is at work asks it to stop, and asking again changes nothing', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const id = await startDryRun(server);
    await asked();
    const { cancelRun: first } = await server.data(CANCEL, { id });
    expect(first).toMatchObject({ status: 'CANCELLING', message: 'Stopping', endedAt: null });
    expect((await server.data(CANCEL, { id })).cancelRun).toEqual(first);
    await letGoOn();
    expect(await ended(server, id)).toMatchObject({
      status: 'CANCELLED',
      message: 'Cancelled while at work',
    });
  });

  it('that is at work on another server is refused, and changes nothing', async () => {
    const server = await open();
    await buildSample(server);
    const id = await startDryRun(server);
    await ended(server, id);
    await server.application.database.prisma.run.update({
      where: { id },
      data: { status: 'RUNNING', endedAt: null, home: 'another' },
    });
    expect((await server.data(CANCEL, { id })).cancelRun).toEqual({
      code: 'INVALID_STATE',
      message: `The run ${id} is at work on another server, that of the data folder whose \`id\` is another. Cancel it there.`,
    });
    expect(await runOf(server, id)).toMatchObject({ status: 'RUNNING' });
  });

  it('that has ended, or is not there, is refused', async () => {
    const server = await open();
    await buildSample(server);
    const id = await startDryRun(server);
    await ended(server, id);
    const before = await runOf(server, id);
    expect((await server.data(CANCEL, { id })).cancelRun).toEqual({
      code: 'INVALID_STATE',
      message: `The run ${id} can't be cancelled: it is COMPLETED already`,
    });
    expect(await runOf(server, id)).toEqual(before);
    expect((await server.data(CANCEL, { id: 'unknown' })).cancelRun).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no run "unknown"',
    });
  });
});

async function startDryRun(server: TestServer): Promise<string> {
  const { startRun } = await server.data(
    `mutation { startRun(input: { datasetKey: "sample-1", modelId: "m", training: { batchSize: 1 } }) {
      ... on Run { id }
    } }`,
  );
  return startRun.id;
}
