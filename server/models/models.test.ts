import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { layoutOf, modelFolder, runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  scriptEvaluations,
  scriptTrainings,
  startEvaluation,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';

const TRAINING = 'plan=20;settle;steps=10;checkpoint=10;steps=10,11;checkpoint=20';

const VERSION = `... on ModelVersion { id version reference runName step digest aliases stages { name step datasetKey } url
  evaluations { step } } ... on Error { __typename message }`;

describeOnEachDatabase('A registered model', (openServer) => {
  const open = trainingFactory(openServer);

  async function trained() {
    const server = await open();
    const run = await startTraining(server, TRAINING);
    await ended(server, run);
    return { server, run };
  }

  it('has a checkpoint of its own, which stays when the training is gone', async () => {
    const { server, run } = await trained();
    const version = await register(server, {
      runId: run,
      step: 20,
      name: 'maths',
      alias: 'champion',
    });
    expect(version).toMatchObject({
      version: 1,
      reference: 'maths@1',
      step: 20,
      aliases: ['champion'],
      stages: [{ name: 'sft sample #1', step: 20, datasetKey: 'sample-1' }],
    });
    await rm(runFolder(server.home, run).path, { recursive: true });
    const folder = modelFolder(server.home, version.id);
    expect(await readFile(join(folder, 'checkpoints/20/model_params/weights'), 'utf8')).toBe(
      'weights at 20',
    );
    expect(await readFile(join(folder, 'manifest.yaml'), 'utf8')).toContain('mode: sft');
    const archive = await server.fetch(version.url);
    expect(archive.status).toBe(200);
    expect(archive.headers.get('content-disposition')).toContain('maths-v1-step-20.tar');
    expect(await archive.text()).toContain('weights at 20');
    await rm(folder, { recursive: true });
    expect((await server.fetch(version.url)).status).toBe(404);
  });

  it('counts its versions, moves its aliases, and refuses a checkpoint that it has', async () => {
    const { server, run } = await trained();
    await register(server, { runId: run, step: 10, name: 'maths', alias: 'champion' });
    const second = await register(server, { runId: run, step: 20, name: 'maths' });
    expect(second).toMatchObject({ version: 2, aliases: [] });
    expect(await register(server, { runId: run, step: 20, name: 'maths' })).toMatchObject({
      __typename: 'ConflictError',
      message: 'maths has this checkpoint already, as version 2. Move an alias to it instead.',
    });
    expect(existsSync(layoutOf(server.home).models)).toBe(true);
    const moved = await command(
      server,
      'setAlias(input: { model: "maths", alias: "champion", version: 2 })',
    );
    expect(moved).toMatchObject({ version: 2, aliases: ['champion'] });
    const { model } = await server.data(
      '{ model(name: "maths") { versions { version aliases } } }',
    );
    expect(model.versions).toEqual([
      { version: 2, aliases: ['champion'] },
      { version: 1, aliases: [] },
    ]);
    expect(await command(server, 'removeAlias(model: "maths", alias: "champion")')).toMatchObject({
      version: 2,
      aliases: [],
    });
  });

  it('is deleted version by version, but not while an alias points at one', async () => {
    const { server, run } = await trained();
    const { id } = await register(server, { runId: run, step: 20, name: 'maths', alias: 'best' });
    const remove = () =>
      server.data(
        `mutation { deleteModelVersion(reference: "maths@best") {
          ... on DeletedModelVersion { id } ... on Error { message } } }`,
      );
    expect((await remove()).deleteModelVersion.message).toBe(
      'maths@1 is best: move or remove the alias first',
    );
    await command(server, 'removeAlias(model: "maths", alias: "best")');
    const { deleteModelVersion } = await server.data(
      `mutation { deleteModelVersion(reference: "maths") { ... on DeletedModelVersion { id } ... on Error { message } } }`,
    );
    expect(deleteModelVersion).toEqual({ id });
    expect(existsSync(modelFolder(server.home, id))).toBe(false);
    expect(await server.data('{ model(name: "maths") { id } }')).toEqual({ model: null });
  });

  it('is deleted whole when nothing points at it, and leaves no file', async () => {
    const { server, run } = await trained();
    await register(server, { runId: run, step: 10, name: 'maths', alias: 'best' });
    await register(server, { runId: run, step: 20, name: 'maths' });
    const remove = async () =>
      (
        await server.data(
          'mutation { deleteModel(name: "maths") { __typename ... on Error { message } } }',
        )
      ).deleteModel;
    expect(await remove()).toEqual({
      __typename: 'InvalidStateError',
      message: 'maths@1 is best: move or remove the alias first',
    });
    await command(server, 'removeAlias(model: "maths", alias: "best")');
    expect(await remove()).toEqual({ __typename: 'DeletedModel' });
    expect(await readdir(layoutOf(server.home).models)).toEqual([]);
    expect(await remove()).toMatchObject({ message: 'There is no model "maths"' });
  });

  it('takes notes, and another name that no other has', async () => {
    const { server, run } = await trained();
    await register(server, { runId: run, step: 10, name: 'maths', alias: 'champion' });
    await register(server, { runId: run, step: 20, name: 'sums' });
    const answers = await server.data(`mutation {
      noted: noteModel(name: "maths", notes: "Sums to 20") { ... on RegisteredModel { notes } }
      version: noteModelVersion(reference: "maths@1", notes: "The first") { ... on ModelVersion { notes } }
      taken: renameModel(name: "maths", newName: "sums") { ... on Error { message } }
      wrong: renameModel(name: "maths", newName: "a b") { __typename }
      renamed: renameModel(name: "maths", newName: "Maths") { ... on RegisteredModel { name } }
    }`);
    expect(answers).toMatchObject({
      noted: { notes: 'Sums to 20' },
      version: { notes: 'The first' },
      taken: { message: 'There is a model sums already. Choose another name.' },
      wrong: { __typename: 'ValidationError' },
      renamed: { name: 'Maths' },
    });
    const found = await server.data(`{
      modelVersion(reference: "Maths@champion") { ... on ModelVersion { reference files { path } } }
      none: modelVersion(reference: "Maths@9") { ... on Error { message } }
      models(text: "ATH") { totalCount edges { node { name } } }
    }`);
    expect(found.modelVersion.reference).toBe('Maths@1');
    expect(found.modelVersion.files).toContainEqual({ path: 'manifest.yaml' });
    expect(found.none).toEqual({
      message: 'There is no "Maths@9": the model has 1, champion',
    });
    expect(found.models).toEqual({ totalCount: 1, edges: [{ node: { name: 'Maths' } }] });
    const { run: told } = await server.data(
      'query ($run: ID!) { run(id: $run) { checkpoints { step modelVersions { reference } } } }',
      { run },
    );
    expect(told.checkpoints).toEqual([
      { step: 20, modelVersions: [{ reference: 'sums@1' }] },
      { step: 10, modelVersions: [{ reference: 'Maths@1' }] },
    ]);
  });

  it('is exported where its family is known to come out right, else refused at once', async () => {
    const server = await open();
    await scriptTrainings(server.home, TRAINING);
    const exported = async (modelId: string) => {
      const run = await startTraining(server, TRAINING, { modelId });
      await ended(server, run);
      const { startExport } = await server.data(
        `mutation ($input: StartExportInput!) { startExport(input: $input) {
          __typename ... on Run { id kind } ... on Error { message } } }`,
        { input: { runId: run, step: 20 } },
      );
      return startExport;
    };
    expect(await exported('google/gemma-3-4b-it')).toMatchObject({ kind: 'EXPORT' });
    expect(await exported('Qwen/Qwen3-0.6B')).toMatchObject({
      __typename: 'InvalidStateError',
      message: expect.stringMatching(
        /@20 can't be exported: it is qwen3, and only of gemma3 is it known that transformers loads the same logits/,
      ),
    });
    expect((await server.data('{ runs { totalCount } }')).runs.totalCount).toBe(3);
  });

  it('lists the exports of exactly its checkpoint, by its name and by its training', async () => {
    const { server, run } = await trained();
    await register(server, { runId: run, step: 10, name: 'maths' });
    const start = async (input: object) => {
      const { startExport } = await server.data(
        `mutation ($input: StartExportInput!) { startExport(input: $input) {
          ... on Run { id } ... on Error { message } } }`,
        { input },
      );
      return startExport.id;
    };
    const byName = await start({ model: 'maths' });
    const byTraining = await start({ runId: run, step: 10 });
    await start({ runId: run, step: 20 });
    const { modelVersion } = await server.data(
      '{ modelVersion(reference: "maths") { ... on ModelVersion { exports { id } } } }',
    );
    expect(modelVersion.exports).toEqual([{ id: byTraining }, { id: byName }]);
  });

  it('is evaluated by its name, after its training is gone too', async () => {
    const { server, run } = await trained();
    await buildQuestions(server, 2);
    const { id } = await register(server, {
      runId: run,
      step: 20,
      name: 'maths',
      alias: 'champion',
    });
    await rm(runFolder(server.home, run).path, { recursive: true });
    await scriptEvaluations(server.home, 'samples=c.w,20');
    const evaluation = await startEvaluation(server, { model: 'maths@champion' });
    expect(await ended(server, evaluation)).toMatchObject({ status: 'COMPLETED' });
    const manifest = await readFile(runFolder(server.home, evaluation).manifest, 'utf8');
    expect(manifest).toContain('steps:\n    - 20\n');
    const { model } = await server.data(
      '{ model(name: "maths") { versions { id evaluations { step } } } }',
    );
    expect(model.versions).toEqual([{ id, evaluations: [{ step: 20 }] }]);
  });

  it.for([
    ['a name with spaces', { name: 'my model' }, 'Expected a name of 1 to 100'],
    ['an alias that is a number', { alias: '3' }, 'that is no number'],
    ['a step that is not kept', { step: 15 }, 'keeps no checkpoint of step 15'],
    ['a training that is not there', { runId: 'none' }, 'There is no run'],
  ] as const)('is not made of %s', async ([, input, message]) => {
    const { server, run } = await trained();
    const answer = await register(server, { runId: run, step: 20, name: 'maths', ...input });
    expect(JSON.stringify(answer)).toContain(message);
    expect((await server.data('{ models { totalCount } }')).models.totalCount).toBe(0);
  });
});

async function register(server: TestServer, input: object) {
  const { registerModel } = await server.data(
    `mutation ($input: RegisterModelInput!) { registerModel(input: $input) { ${VERSION} ... on ValidationError { issues { message } } } }`,
    { input },
  );
  return registerModel;
}

async function command(server: TestServer, field: string) {
  const [answer] = Object.values(await server.data(`mutation { ${field} { ${VERSION} } }`));
  return answer;
}
