import { expect, it } from 'vitest';
import { storeEvaluation } from '../testing/evaluating.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  scriptTrainings,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';

const SCRIPT = 'plan=20;settle;steps=20;checkpoint=20';
const RIGHT = 'c.c.c.c.c.c.c.c';

describeOnEachDatabase('The leaks of an evaluation', (openServer) => {
  const open = trainingFactory(openServer);

  it('are not taken from another dataset that has the key of the one that was trained on', async () => {
    const server = await open();
    await buildQuestions(server, 8);
    const first = await build(server, 0);
    const run = await trained(server, { datasetKey: 'q-1', split: 'train' });
    const leaksOn = async ({ digest, splits }: Built) => {
      const dataset = { key: 'q-1', digest: splits[1]?.digest ?? digest, split: 'test' };
      const told = { told: 'c.c.c.c', step: 20, startRunId: run, dataset };
      return leaksOf(server, (await storeEvaluation(server, told)).id);
    };
    expect(await leaksOn(first)).toEqual({ leakCount: 0, rowCount: 4, isFloor: false });
    await server.data('mutation { deleteDataset(key: "q-1") { __typename } }');
    const other = await build(server, 7);
    expect(other.digest).toBe(first.digest);
    expect(await leaksOn(other)).toMatchObject({ leakCount: 0, isFloor: true });
  });

  it('are known again when the dataset is there again', async () => {
    const server = await open();
    await buildQuestions(server, 8);
    const { digest } = await build(server, 0);
    const run = await trained(server, { datasetKey: 'q-1', split: 'train' });
    const dataset = { key: 'questions-1', digest };
    const { id } = await storeEvaluation(server, {
      ...{ told: RIGHT, step: 20, startRunId: run, dataset },
    });
    await server.data('mutation { deleteDataset(key: "q-1") { __typename } }');
    expect(await leaksOf(server, id)).toEqual({ leakCount: 0, rowCount: 8, isFloor: true });
    await build(server, 0);
    expect(await leaksOf(server, id)).toEqual({ leakCount: 4, rowCount: 8, isFloor: false });
  });

  it('stay when the trainings before are deleted that a model was kept of, else are a floor', async () => {
    const server = await open();
    await buildQuestions(server, 8);
    const parent = await trained(server, { datasetKey: 'questions-1' });
    await server.data(
      `mutation ($id: ID!) { registerModel(input: { runId: $id, step: 20, name: "maths" }) { __typename } }`,
      { id: parent },
    );
    const { startRun } = await server.data(
      `mutation { startRun(input: { datasetKey: "sample-1", fromModel: "maths", mode: LOCAL }) {
        ... on Run { id } ... on Error { message } } }`,
    );
    await ended(server, startRun.id);
    const { dataset } = await server.data('{ dataset(key: "questions-1") { key digest } }');
    const { id } = await storeEvaluation(server, {
      ...{ told: RIGHT, step: 20, startRunId: startRun.id, dataset },
    });
    const whole = { leakCount: 8, rowCount: 8, isFloor: false };
    expect(await leaksOf(server, id)).toEqual(whole);
    await server.data(
      'mutation ($id: ID!) { deleteRuns(ids: [$id]) { ... on DeletedRuns { deletedIds } } }',
      { id: parent },
    );
    expect(await leaksOf(server, id)).toEqual(whole);
    await server.data('mutation { deleteModel(name: "maths") { __typename } }');
    // One question stands in the sample too.
    expect(await leaksOf(server, id)).toEqual({ leakCount: 1, rowCount: 8, isFloor: true });
    await server.data(
      'mutation ($id: ID!) { deleteRuns(ids: [$id]) { ... on DeletedRuns { deletedIds } } }',
      { id: startRun.id },
    );
    expect(await leaksOf(server, id)).toEqual({ leakCount: 0, rowCount: 8, isFloor: true });
  });
});

type Built = { digest: string; splits: { digest: string }[] };

/** Builds `q-1` of all questions, half of them on either side. */
async function build(server: TestServer, seed: number): Promise<Built> {
  const { buildDataset } = await server.data(
    `mutation ($seed: Int!) { buildDataset(input: { name: "q", version: "1", filter: { source: "questions" },
      split: { seed: $seed, parts: [{ name: "train", fraction: 0.5 }, { name: "test", fraction: 0.5 }] } }) {
      ... on Dataset { digest splits { digest } } ... on Error { message } } }`,
    { seed },
  );
  return buildDataset;
}

async function trained(
  server: TestServer,
  input: { datasetKey: string; split?: string },
): Promise<string> {
  await scriptTrainings(server.home, SCRIPT);
  const id = await startTraining(server, SCRIPT, input);
  expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED' });
  return id;
}

async function leaksOf(server: TestServer, id: string) {
  const query = 'query ($id: ID!) { evaluation(id: $id) { leaks { leakCount rowCount isFloor } } }';
  return (await server.data(query, { id })).evaluation.leaks;
}
