import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory } from '../testing/testServer.ts';
import { buildSample, ended } from '../testing/training.ts';

const START = `mutation ($input: StartRunInput!) {
  startRun(input: $input) {
    ... on Run {
      id mode status message exitCode startedAt endedAt durationSeconds step plannedSteps stdout stderr
      modelId outputDir datasetKey datasetDigest configuration dataset { key } manifest { id }
    }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;

describeOnEachDatabase('Starting a run', (open) => {
  it('answers at once with a row that waits, and holds its whole configuration', async () => {
    const server = await open();
    await buildSample(server);
    const { startRun } = await server.data(START, {
      input: { datasetKey: 'sample-1', modelId: 'a/b', training: { batchSize: 1, seed: 5 } },
    });
    expect(startRun).toMatchObject({
      mode: 'DRY_RUN',
      status: 'PENDING',
      message: 'Waiting for its turn',
      exitCode: null,
      startedAt: null,
      endedAt: null,
      durationSeconds: null,
      step: 0,
      plannedSteps: null,
      stdout: '',
      stderr: '',
      modelId: 'a/b',
      outputDir: './output',
      datasetKey: 'sample-1',
      dataset: { key: 'sample-1' },
      manifest: null,
      configuration: {
        version: '1.0',
        model: { model_id: 'a/b' },
        dataset: { path: './datasets/sample-1.jsonl' },
        training: { batch_size: 1, learning_rate: 2e-5 },
        data: { digest: startRun.datasetDigest, count: 1 },
        seed: 5,
      },
    });
    const { run } = await server.data('query ($id: ID!) { run(id: $id) { configuration } }', {
      id: startRun.id,
    });
    expect(run.configuration).toEqual(startRun.configuration);
    await ended(server, startRun.id);
  });

  it('from a manifest does what the manifest says', async () => {
    const server = await open();
    await buildSample(server);
    const { createManifest } = await server.data(
      `mutation { createManifest(input: {
        datasetKey: "sample-1", modelId: "m", outputDir: "./elsewhere", training: { batchSize: 1, numEpochs: 9 }
      }) { ... on Manifest { id json } } }`,
    );
    const { startRun } = await server.data(START, { input: { manifestId: createManifest.id } });
    expect(startRun).toMatchObject({
      status: 'PENDING',
      modelId: 'm',
      outputDir: './elsewhere',
      configuration: createManifest.json,
      manifest: { id: createManifest.id },
    });
    expect(await ended(server, startRun.id)).toMatchObject({
      status: 'COMPLETED',
      plannedSteps: 9,
    });
  });

  it('from a manifest whose dataset was deleted ends with what is missing', async () => {
    const server = await open();
    await buildSample(server);
    const { createManifest } = await server.data(
      'mutation { createManifest(input: { datasetKey: "sample-1", modelId: "m", outputDir: "o" }) { ... on Manifest { id } } }',
    );
    await server.data('mutation { deleteDataset(key: "sample-1") { __typename } }');
    const { startRun } = await server.data(START, { input: { manifestId: createManifest.id } });
    expect(await ended(server, startRun.id)).toMatchObject({
      status: 'FAILED',
      message: 'Dry-run failed: dataset not found',
      exitCode: 1,
      stderr: 'Dataset not found: sample-1',
      stdout: expect.stringMatching(/^Dry-run validation failed\./),
    });
  });

  it('executes as many at once as it may, in the order in which they came', async () => {
    const server = await open();
    await buildSample(server);
    const ids: string[] = [];
    for (let index = 0; index < 12; index++) {
      const { startRun } = await server.data(START, {
        input: { datasetKey: 'sample-1', modelId: 'm', training: { batchSize: 1 } },
      });
      ids.push(startRun.id);
    }
    await server.application.queue.idle();
    const runs = await server.application.database.prisma.run.findMany({
      orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    });
    expect(runs.map(({ id }) => id)).toEqual(ids);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['COMPLETED']));
  });

  it('is refused for what is not stored, and leaves no row', async () => {
    const server = await open();
    const refused = async (input: object) => (await server.data(START, { input })).startRun;
    expect(await refused({ datasetKey: '../../etc', modelId: 'm' })).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no dataset "../../etc"',
    });
    expect(await refused({ manifestId: 'unknown' })).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no manifest "unknown"',
    });
    expect(await server.application.database.prisma.run.count()).toBe(0);
  });
});

describe('Starting a run', () => {
  const open = serverFactory();

  it.for<[string, object, string, string]>([
    [
      'neither a manifest nor a dataset',
      {},
      'datasetKey',
      'Expected either `manifestId`, or `datasetKey` and `modelId`, got neither',
    ],
    [
      'a dataset without a model',
      { datasetKey: 'sample-1' },
      'modelId',
      'Expected either `modelId` or `fromModel` beside `datasetKey`, got neither',
    ],
    [
      'both a manifest and a dataset',
      { manifestId: 'x', datasetKey: 'sample-1' },
      'datasetKey',
      'Expected no `datasetKey` beside `manifestId`, which has it already',
    ],
    [
      'both a manifest and a model',
      { manifestId: 'x', modelId: 'm' },
      'modelId',
      'Expected no `modelId` beside `manifestId`, which has it already',
    ],
    [
      'both a manifest and training values',
      { manifestId: 'x', training: { batchSize: 1 } },
      'training',
      'Expected no `training` beside `manifestId`, which has it already',
    ],
    [
      'a batch of no rows',
      { datasetKey: 'sample-1', modelId: 'm', training: { batchSize: 0 } },
      'training.batchSize',
      'Expected `batchSize` to be at least 1, got 0',
    ],
    [
      'a model without a name',
      { datasetKey: 'sample-1', modelId: '' },
      'modelId',
      'Expected 1 to 256 characters, got 0',
    ],
    [
      'no time at all',
      { datasetKey: 'sample-1', modelId: 'm', timeoutSeconds: 0 },
      'timeoutSeconds',
      'Expected `timeoutSeconds` to be at least 1, got 0',
    ],
  ])('is refused for %s', async ([, input, place, message]) => {
    const server = await open();
    await buildSample(server);
    const { startRun } = await server.data(START, { input });
    expect(startRun.issues).toEqual([{ path: ['input', ...place.split('.')], message }]);
    expect(await server.application.database.prisma.run.count()).toBe(0);
  });

  it('of a training is refused where Tunix is not installed, with how to get it', async () => {
    const server = await open();
    await buildSample(server);
    const { startRun } = await server.data(START, {
      input: { datasetKey: 'sample-1', modelId: 'm', mode: 'LOCAL' },
    });
    expect(startRun.code).toBe('TUNIX_UNAVAILABLE');
    expect(startRun.message).toMatch(
      /^Tunix is not available with \/nonexistent\/python: .* Install it with `pip install "google-tunix>=0.1.7"/,
    );
    expect(await server.application.database.prisma.run.count()).toBe(0);
    const { tunixStatus } = await server.data(
      '{ tunixStatus { available version runtimeRequired message } }',
    );
    expect(tunixStatus).toEqual({
      available: false,
      version: null,
      runtimeRequired: true,
      message: startRun.message,
    });
  });
});
