import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf, runFolder } from '../home/layout.ts';
import { mayMount, smallDiskFactory } from '../testing/smallDisk.ts';
import { serverFactory } from '../testing/testServer.ts';
import { ended, startTraining, trainingFactory } from '../testing/training.ts';

const REGISTER = `mutation ($runId: ID!) { registerModel(input: { runId: $runId, step: 20, name: "maths" }) {
  ... on ModelVersion { reference url } ... on Error { __typename message } } }`;

describe.skipIf(!mayMount)('Models on another disk (skipped where none can be mounted)', () => {
  const open = trainingFactory(serverFactory());
  const mount = smallDiskFactory();

  it('are copied there, or refused and nothing is left of them when it is full', async () => {
    const server = await open();
    const disk = await mount(1);
    await symlink(disk.path, layoutOf(server.home).models);
    const runId = await startTraining(server, 'settle;steps=20;checkpoint=20');
    await ended(server, runId);
    const weights = 'checkpoints/20/model_params/weights';
    await writeFile(join(runFolder(server.home, runId).path, weights), 'w'.repeat(3_000_000));
    const { registerModel: refused } = await server.data(REGISTER, { runId });
    expect(refused).toMatchObject({
      __typename: 'InvalidStateError',
      message: expect.stringMatching(/^The run sft sample #1 could not be taken .*no space left/),
    });
    expect(await readdir(disk.path)).toEqual([]);
    await disk.resize(8);
    const { registerModel: kept } = await server.data(REGISTER, { runId });
    expect(kept).toMatchObject({ reference: 'maths@1' });
    const archive = await (await server.fetch(kept.url)).arrayBuffer();
    expect(archive.byteLength).toBeGreaterThan(3_000_000);
    const { deleteModel } = await server.data(
      'mutation { deleteModel(name: "maths") { __typename ... on Error { message } } }',
    );
    expect(deleteModel).toEqual({ __typename: 'DeletedModel' });
    expect(await readdir(disk.path)).toEqual([]);
  });
});
