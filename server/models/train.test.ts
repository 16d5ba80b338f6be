import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { ended, scriptTrainings, startTraining, trainingFactory } from '../testing/training.ts';

const SCRIPT = 'plan=20;settle;steps=20;checkpoint=20';

const START = `... on Run { id modelId startRun { id } startModelVersion { reference } configuration }
  ... on ValidationError { issues { path message } } ... on Error { __typename message }`;

describeOnEachDatabase('A training from a model', (openServer) => {
  const open = trainingFactory(openServer);

  /** A server with a training of these values, kept as `maths@1`, the champion. */
  async function kept(training: object = {}, modelId = `fixture/${SCRIPT}`) {
    const server = await open();
    await scriptTrainings(server.home, SCRIPT);
    const run = await startTraining(server, SCRIPT, { modelId, training });
    expect(await ended(server, run)).toMatchObject({ status: 'COMPLETED' });
    const { registerModel } = await server.data(
      `mutation ($run: ID!) { registerModel(input: { runId: $run, step: 20, name: "maths", alias: "champion" }) {
        ... on ModelVersion { id digest } ... on Error { message } } }`,
      { run },
    );
    return { server, run, version: registerModel };
  }

  it('begins with its weights, which are taken at once', async () => {
    const { server, run, version } = await kept({ dtype: 'FLOAT32' });
    const child = await start(server, { fromModel: 'maths@champion', mode: 'LOCAL' });
    expect(child).toMatchObject({
      modelId: `fixture/${SCRIPT}`,
      startRun: { id: run },
      startModelVersion: { reference: 'maths@1' },
    });
    expect(child.configuration.source.dtype).toBe('float32');
    expect(child.configuration.start).toEqual({
      model: 'maths@1',
      version: version.id,
      run,
      steps: [20],
      path: './start',
      digest: version.digest,
    });
    await ended(server, child.id);
    const folder = runFolder(server.home, child.id);
    expect(await readFile(join(folder.start, 'checkpoints/20/model_params/weights'), 'utf8')).toBe(
      'weights at 20',
    );
    expect(await readFile(folder.manifest, 'utf8')).toContain('start:\n  model: "maths@1"\n');

    const { registerModel } = await server.data(
      `mutation ($run: ID!) { registerModel(input: { runId: $run, step: 20, name: "maths-2" }) {
        ... on ModelVersion { stages { runId step } } ... on Error { message } } }`,
      { run: child.id },
    );
    expect(registerModel.stages).toEqual([
      { runId: run, step: 20 },
      { runId: child.id, step: 20 },
    ]);
  });

  it('is tried again and checked from the same weights, when the model and its training are gone', async () => {
    const { server, run } = await kept();
    const child = await start(server, { fromModel: 'maths', mode: 'LOCAL' });
    await ended(server, child.id);
    await server.data('mutation { removeAlias(model: "maths", alias: "champion") { __typename } }');
    await rm(runFolder(server.home, run).path, { recursive: true });
    expect(await server.data('mutation { deleteModel(name: "maths") { __typename } }')).toEqual({
      deleteModel: { __typename: 'DeletedModel' },
    });
    const { retryRun } = await server.data(
      'mutation ($id: ID!) { retryRun(id: $id) { ... on Run { id } ... on Error { message } } }',
      { id: child.id },
    );
    expect(await ended(server, retryRun.id)).toMatchObject({ status: 'COMPLETED' });
    const { start: folder } = runFolder(server.home, retryRun.id);
    expect(existsSync(join(folder, 'checkpoints/20/model_params/weights'))).toBe(true);
    expect(await start(server, { fromModel: 'maths', mode: 'LOCAL' })).toMatchObject({
      issues: [{ path: ['input', 'fromModel'], message: 'There is no model "maths"' }],
    });
  });

  it('keeps its model from being deleted until it has ended', async () => {
    const { server } = await kept();
    await scriptTrainings(server.home, 'plan=20;settle;wait=go');
    const child = await start(server, { fromModel: 'maths@1', mode: 'LOCAL' });
    await server.data('mutation { removeAlias(model: "maths", alias: "champion") { __typename } }');
    const { deleteModel } = await server.data(
      'mutation { deleteModel(name: "maths") { ... on Error { __typename message } } }',
    );
    expect(deleteModel).toMatchObject({ __typename: 'InvalidStateError' });
    expect(deleteModel.message).toContain('uses maths@1: wait until it has ended');
    await server.data('mutation ($id: ID!) { cancelRun(id: $id) { __typename } }', child);
  });

  it('can be described by a manifest, which has the files in its bundle', async () => {
    const { server, version } = await kept();
    const { createManifest: manifest } = await server.data(
      `mutation { createManifest(input: { datasetKey: "sample-1", fromModel: "maths@champion", outputDir: "./output" }) {
        ... on Manifest { id json bundleUrl } ... on Error { message } } }`,
    );
    expect(manifest.json.start).toMatchObject({ model: 'maths@1', version: version.id });
    const bundle = await (await server.fetch(manifest.bundleUrl)).text();
    expect(bundle).toContain('start/checkpoints/20/model_params/weights');
    await server.data('mutation { renameModel(name: "maths", newName: "sums") { __typename } }');
    const child = await start(server, { manifestId: manifest.id, mode: 'LOCAL', datasetKey: null });
    expect(child).toMatchObject({ startModelVersion: { reference: 'sums@1' } });
    expect(await ended(server, child.id)).toMatchObject({ status: 'COMPLETED' });
    await server.data('mutation { removeAlias(model: "sums", alias: "champion") { __typename } }');
    await server.data('mutation { deleteModel(name: "sums") { __typename } }');
    expect(await start(server, { manifestId: manifest.id, datasetKey: null })).toMatchObject({
      message:
        'The model maths@1, which the manifest starts from, was deleted: make another manifest',
    });
    expect((await server.fetch(manifest.bundleUrl)).status).toBe(404);
  });

  it('is foreseen by a dry run, which takes no files', async () => {
    const { server } = await kept();
    const child = await start(server, { fromModel: 'maths' });
    await ended(server, child.id);
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { stdout startModelVersion { reference } } }',
      child,
    );
    expect(run.startModelVersion).toEqual({ reference: 'maths@1' });
    expect(run.stdout).toContain(', with the weights of maths@1');
    expect(existsSync(runFolder(server.home, child.id).start)).toBe(false);
  });

  it('has the adapters of a model that was trained in adapters', async () => {
    const { server } = await kept({ lora: { rank: 4, alpha: 8 }, seed: 7 }, 'tunix-rt/tiny');
    const child = await start(server, { fromModel: 'maths', training: { seed: 7 } });
    expect(child.configuration.lora).toMatchObject({ rank: 4, alpha: 8 });
    const other = await start(server, {
      fromModel: 'maths',
      training: { seed: 7, lora: { rank: 8, alpha: 8 } },
    });
    expect(other.issues).toEqual([
      {
        path: ['input', 'training', 'lora', 'rank'],
        message: 'Expected `lora.rank` as maths@1 has it, 4, got 8: leave it out',
      },
    ]);
    const unseeded = await start(server, { fromModel: 'maths' });
    expect(unseeded.issues).toEqual([
      {
        path: ['input', 'training', 'seed'],
        message:
          'Expected the seed 7 of maths@1, which makes the weights that its adapters belong to, got 0',
      },
    ]);
  });

  it.for([
    ['adapters of a whole model', { training: { lora: {} } }, 'trained in all its weights'],
    [
      'another type',
      { training: { dtype: 'BFLOAT16' } },
      '`dtype` as maths@1 has it, nothing, got bfloat16',
    ],
    [
      'another model',
      { modelId: 'google/gemma-3-270m-it' },
      'either `modelId` or `fromModel` beside `datasetKey`, got both',
    ],
    [
      'no version',
      { fromModel: 'maths@2' },
      'There is no \\"maths@2\\": the model has 1, champion',
    ],
    ['no reference', { fromModel: 'maths@' }, 'Expected a model as name, name@3 or name@champion'],
  ] as const)('is not made with %s', async ([, input, message]) => {
    const { server } = await kept();
    const answer = await start(server, { fromModel: 'maths', ...input });
    expect(JSON.stringify(answer)).toContain(message);
  });
});

async function start(server: TestServer, input: object) {
  const { startRun } = await server.data(
    `mutation ($input: StartRunInput!) { startRun(input: $input) { ${START} } }`,
    { input: { datasetKey: 'sample-1', ...input } },
  );
  return startRun;
}
