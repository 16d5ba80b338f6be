import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { serverFactory, type TestServer } from '../testing/testServer.ts';
import {
  ended,
  releaseTrainer,
  runOf,
  startTraining,
  trainerOf,
  trainingFactory,
} from '../testing/training.ts';

const BROKEN_OFF =
  'plan=30;settle;steps=10;checkpoint=10;steps=10,11;checkpoint=20;steps=3,21;exit=1';

describe('Resuming a training', () => {
  const open = trainingFactory(serverFactory());

  it('copies the last checkpoint and what was settled, and trains in a folder of its own', async () => {
    const server = await open();
    const first = await startTraining(server, BROKEN_OFF);
    await ended(server, first);
    const answer = await again(server, 'resumeRun', first);
    expect(answer).toMatchObject({ resumedFromId: first, retryOfId: null });
    expect(await ended(server, answer.id)).toMatchObject({ status: 'FAILED' });
    const folder = runFolder(server.home, answer.id);
    expect((await readFile(folder.events, 'utf8')).split('\n', 1)[0]).toContain(
      '"kind":"resumed","step":20',
    );
    const weights = join(folder.checkpoints, '20/model_params/weights');
    expect(await readFile(weights, 'utf8')).toBe('weights at 20');
    for (const name of ['resume.json', 'tokenizer/tokenizer.json']) {
      expect(existsSync(join(folder.path, name))).toBe(true);
    }
    const { manifest } = runFolder(server.home, first);
    expect(await readFile(folder.manifest)).toEqual(await readFile(manifest));
    const original = await runOf(server, first);
    expect(original).toMatchObject({ status: 'FAILED', step: 23 });
  });

  it('takes none but the last of the checkpoints, and none that is not complete', async () => {
    const server = await open();
    const first = await startTraining(server, 'settle;checkpoint=9;checkpoint=10;exit=1');
    await ended(server, first);
    const { checkpoints } = runFolder(server.home, first);
    await mkdir(join(checkpoints, '11'));
    await mkdir(join(checkpoints, '12.orbax-checkpoint-tmp-1'));
    const { id } = await again(server, 'resumeRun', first);
    await ended(server, id);
    const { events } = runFolder(server.home, id);
    expect(await readFile(events, 'utf8')).toContain('"kind":"resumed","step":10}');
  });

  it.for([
    [
      'left no checkpoint',
      'steps=3;exit=1',
      'left no checkpoint to go on from; retry it from the start',
    ],
    ['is complete', 'steps=3;checkpoint=3', 'is complete, so that there is nothing to go on with'],
  ] as const)('of one that %s is refused', async ([, script, reason]) => {
    const server = await open();
    const id = await startTraining(server, script);
    await ended(server, id);
    expect(await again(server, 'resumeRun', id)).toEqual({
      code: 'INVALID_STATE',
      message: `The run ${id} ${reason}`,
    });
  });

  it('whose checkpoint is gone when its turn comes has failed, and says why', async () => {
    const server = await open();
    const first = await startTraining(server, 'checkpoint=3;exit=1');
    await ended(server, first);
    const holder = await startTraining(server, 'wait=on');
    const { id } = await again(server, 'resumeRun', first);
    await rm(runFolder(server.home, first).checkpoints, { recursive: true });
    await trainerOf(server.home, holder);
    await releaseTrainer(server, holder, 'on');
    expect(await ended(server, id)).toMatchObject({
      status: 'FAILED',
      message: `The run ${first} has no checkpoint to resume from`,
    });
  });
});

describe('Retrying a training', () => {
  const open = trainingFactory(serverFactory());

  it('starts anew with the same configuration, without its checkpoints', async () => {
    const server = await open();
    const first = await startTraining(server, BROKEN_OFF, { timeoutSeconds: 600 });
    await ended(server, first);
    const answer = await again(server, 'retryRun', first);
    expect(answer).toMatchObject({ resumedFromId: null, retryOfId: first, timeoutSeconds: 600 });
    await ended(server, answer.id);
    const folder = runFolder(server.home, answer.id);
    expect(await readFile(folder.events, 'utf8')).not.toContain('resumed');
    expect((await readdir(folder.checkpoints)).sort()).toEqual(['10', '20']);
  });
});

async function again(server: TestServer, mutation: 'resumeRun' | 'retryRun', id: string) {
  const data = await server.data(
    `mutation ($id: ID!) { ${mutation}(id: $id) {
      ... on Run { id retryOfId resumedFromId timeoutSeconds } ... on Error { code message }
    } }`,
    { id },
  );
  return data[mutation];
}
