import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { ended, scriptExports, startTraining, trainingFactory } from '../testing/training.ts';

const EXPORTED = {
  kind: 'exported',
  path: 'output/model',
  files: [{ path: 'model.safetensors', size_bytes: 7, sha256: 'ab' }],
  tensors: 26,
  largest_difference: 4e-6,
  checked_with: 'transformers',
};
const PUSHED = {
  repository: 'someone/sums',
  url: 'https://hub.example/someone/sums',
  commit: 'c0',
};

describeOnEachDatabase('A model that is pushed', (openServer) => {
  const open = trainingFactory(openServer);

  async function trained(environment = {}) {
    const server = await open(environment);
    const run = await startTraining(server, 'plan=20;settle;steps=20;checkpoint=20');
    await ended(server, run);
    return { server, run };
  }

  it('is exported first, and says where it is once it is there', async () => {
    const { server, run } = await trained({ HF_TOKEN: 'hf_token' });
    const told = [EXPORTED, { ...EXPORTED, pushed: { ...PUSHED, private: true } }];
    await scriptExports(server.home, told.map(tell).join(';'));
    const pushed = await push(server, run, { repository: 'someone/sums' });
    await ended(server, pushed.id);
    const { run: after } = await server.data(
      'query ($id: ID!) { run(id: $id) { status exported { folderName pushed { repository url commit isPrivate } } } }',
      { id: pushed.id },
    );
    expect(after).toEqual({
      status: 'COMPLETED',
      exported: { folderName: 'export-sample-1', pushed: { ...PUSHED, isPrivate: true } },
    });
    const manifest = await readFile(runFolder(server.home, pushed.id).manifest, 'utf8');
    expect(parse(manifest).export.push).toEqual({ repository: 'someone/sums', private: true });
    expect(manifest).not.toContain('hf_token');
  });

  it('needs a token of the server', async () => {
    const { server, run } = await trained();
    expect(await push(server, run, { repository: 'someone/sums' })).toEqual({
      __typename: 'InvalidStateError',
      message:
        'Expected HF_TOKEN to push to the Hugging Face Hub, got nothing: start the server with a token that may write',
    });
  });

  it.for([
    'sums',
    'some one/sums',
    'someone/sums/more',
    'someone/..',
    '-a/b',
    'a/b--c',
    'a/b.',
    '',
  ])('goes to no repository called "%s"', async (repository) => {
    const server = await openServer();
    expect(await push(server, 'any', { repository })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: ['input', 'repository'] }],
    });
  });
});

function tell(event: object): string {
  return `tell=${encodeURIComponent(JSON.stringify(event))}`;
}

async function push(server: TestServer, runId: string, input: { repository: string }) {
  const { pushModel } = await server.data(
    `mutation ($input: PushModelInput!) { pushModel(input: $input) {
      __typename ... on Run { id } ... on ValidationError { issues { path } } ... on Error { message } } }`,
    { input: { export: { runId, step: 20 }, ...input } },
  );
  return pushModel;
}
