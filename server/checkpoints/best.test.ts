import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';
import { ended, scriptTrainings, startTraining, trainingFactory } from '../testing/training.ts';

const LOSS = 'eval%2Floss';
const MODEL = 'google/gemma-3-270m';

describeOnEachDatabase('The best checkpoint', (openServer) => {
  const open = trainingFactory(openServer);

  it('is the one that the trainer told last, also when that tells it again', async () => {
    const server = await open();
    const told = `best=${LOSS},10,0.5;best=${LOSS},20,0.25;best=${LOSS},20,0.25`;
    const run = await startTraining(server, `checkpoint=10;checkpoint=20;checkpoint=30;${told}`);
    await ended(server, run);
    const best = { step: 20, metric: 'eval/loss', value: 0.25 };
    expect(await bestOf(server, run)).toEqual(best);
    await server.restart();
    expect(await bestOf(server, run)).toEqual(best);
  });

  it('is none of a training that measured nothing', async () => {
    const server = await open();
    const run = await startTraining(server, 'checkpoint=10');
    await ended(server, run);
    expect(await bestOf(server, run)).toBeNull();
  });
});

describe('A training with the best checkpoint kept', () => {
  const open = trainingFactory(serverFactory());

  it('is resumed with that beside the last, and with what was measured', async () => {
    const server = await open();
    await scriptTrainings(
      server.home,
      `settle;checkpoint=10;best=${LOSS},10,0.5;checkpoint=20;checkpoint=30;exit=1`,
    );
    const first = await startTraining(server, '', { modelId: MODEL });
    await ended(server, first);
    await scriptTrainings(server.home, 'steps=1,31');
    const { resumeRun } = await server.data(
      'mutation ($id: ID!) { resumeRun(id: $id) { ... on Run { id } ... on Error { message } } }',
      { id: first },
    );
    expect(await ended(server, resumeRun.id)).toMatchObject({ status: 'COMPLETED' });
    const { checkpoints, events, measured } = runFolder(server.home, resumeRun.id);
    expect((await readdir(checkpoints)).sort()).toEqual(['10', '30']);
    expect(await readFile(events, 'utf8')).toContain('"kind":"resumed","step":30');
    expect(JSON.parse(await readFile(measured, 'utf8')).values).toEqual({ 10: 0.5 });
  });
});

describe('Questions while a model trains', () => {
  const open = trainingFactory(serverFactory());

  it('are refused without rows that are held out', async () => {
    const server = await open();
    const { startRun } = await server.data(
      `mutation ($input: StartRunInput!) { startRun(input: $input) {
        ... on ValidationError { issues { path message } } } }`,
      { input: { datasetKey: 'sample-1', modelId: MODEL, training: { samplesEverySteps: 5 } } },
    );
    expect(startRun.issues).toEqual([
      {
        path: ['input', 'training', 'samplesEverySteps'],
        message:
          'Expected held-out rows to ask with `samplesEverySteps`, got none: set `evaluationFraction` or `evaluationSplit`, or leave it out',
      },
    ]);
  });

  it.for([
    ['have', { samplesEverySteps: 5, evaluationFraction: 0.5 }, 'trace', 'trace_steps'],
    ['need not have', { evaluationFraction: 0.5 }, 'tunix_sft', 'prompts'],
  ] as const)('%s all parts of a row apart in the file', async ([, training, format, part]) => {
    const server = await open();
    await scriptTrainings(server.home, 'steps=1');
    const run = await startTraining(server, '', { modelId: MODEL, training });
    await ended(server, run);
    const folder = runFolder(server.home, run);
    expect(await readFile(folder.manifest, 'utf8')).toContain(`format: ${format}\n`);
    const row = JSON.parse(await readFile(join(folder.path, 'datasets/sample-1.jsonl'), 'utf8'));
    expect(Object.keys(row)).toContain(part);
  });
});

async function bestOf(server: TestServer, id: string) {
  const { run } = await server.data(
    'query ($id: ID!) { run(id: $id) { bestCheckpoint { step metric value } } }',
    { id },
  );
  return run.bestCheckpoint;
}
