import { expect, it } from 'vitest';
import { heldInterpreter } from '../testing/heldInterpreter.ts';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import { buildSample, ended, runOf } from '../testing/training.ts';

const START = `mutation ($input: StartRunInput!) {
  startRun(input: $input) { ... on Run { id } }
}`;
const RETRY = `mutation ($id: ID!) {
  retryRun(id: $id) {
    ... on Run { id status mode datasetKey datasetDigest configuration retryOfId exitCode stdout preflight { passed } }
    ... on Error { code message }
  }
}`;

describeOnEachDatabase('Retrying a run', (open) => {
  it('makes a new one with the same configuration, and leaves the old one as it is', async () => {
    const server = await open();
    await buildSample(server);
    const input = {
      datasetKey: 'sample-1',
      modelId: 'm',
      training: { batchSize: 64, numEpochs: 7 },
    };
    const { startRun } = await server.data(START, { input });
    const failed = await ended(server, startRun.id);
    expect(failed.status).toBe('FAILED');
    const { retryRun } = await server.data(RETRY, { id: startRun.id });
    expect(retryRun).toMatchObject({
      status: 'PENDING',
      mode: 'DRY_RUN',
      datasetKey: 'sample-1',
      retryOfId: startRun.id,
      exitCode: null,
      stdout: '',
      preflight: null,
    });
    expect(retryRun.id > startRun.id).toBe(true);
    const configurationOf = async (id: string) =>
      (
        await server.data('query ($id: ID!) { run(id: $id) { configuration datasetDigest } }', {
          id,
        })
      ).run;
    expect(await configurationOf(retryRun.id)).toEqual(await configurationOf(startRun.id));
    expect(await ended(server, retryRun.id)).toMatchObject({ status: 'FAILED', exitCode: 1 });
    expect(await runOf(server, startRun.id)).toEqual(failed);
  });

  it('that has not ended, or is not there, is refused', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const { startRun } = await server.data(START, {
      input: { datasetKey: 'sample-1', modelId: 'm' },
    });
    await asked();
    expect((await server.data(RETRY, { id: startRun.id })).retryRun).toEqual({
      code: 'INVALID_STATE',
      message: `The run ${startRun.id} is RUNNING: cancel it, or wait until it has ended, and try again`,
    });
    expect((await server.data(RETRY, { id: 'unknown' })).retryRun).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no run "unknown"',
    });
    await letGoOn();
    await ended(server, startRun.id);
    expect(await server.application.database.prisma.run.count()).toBe(1);
  });

  it('from a checkpoint is refused where there is none', async () => {
    const server = await open();
    await buildSample(server);
    const { startRun } = await server.data(START, {
      input: { datasetKey: 'sample-1', modelId: 'm' },
    });
    await ended(server, startRun.id);
    const { resumeRun } = await server.data(
      'mutation ($id: ID!) { resumeRun(id: $id) { ... on Error { code message } } }',
      { id: startRun.id },
    );
    expect(resumeRun).toEqual({
      code: 'INVALID_STATE',
      message: `The run ${startRun.id} left no checkpoint to go on from; retry it from the start`,
    });
  });
});
