import { expect, it } from 'vitest';
import { storeEvaluation } from '../../testing/evaluating.ts';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';
import { buildQuestions } from '../../testing/training.ts';
import { sha256 } from '../../traces/digest.ts';

const SIDES = `mutation { buildDataset(input: { name: "sides", version: "1", filter: { source: "questions" },
  split: { parts: [{ name: "train", fraction: 0.5 }, { name: "test", fraction: 0.5 }] } }) {
  ... on Dataset { key } ... on Error { message } } }`;

describeOnEachDatabase('Harvested samples', (open) => {
  /** A training of one side of `sides-1`. */
  async function trained(environment: Record<string, string> = {}) {
    const server = await open(environment);
    await buildQuestions(server, 20);
    expect((await server.data(SIDES)).buildDataset).toMatchObject({ key: 'sides-1' });
    const { startRun } = await server.data(
      `mutation ($input: StartRunInput!) { startRun(input: $input) {
        ... on Run { id } ... on Error { message } } }`,
      { input: { datasetKey: 'sides-1', split: 'train', modelId: 'tunix-rt/tiny' } },
    );
    const of = (split = 'train') => ({
      startRunId: startRun.id as string,
      dataset: { key: 'sides-1', digest: sha256(`sides ${split}`), split },
    });
    return { server, of };
  }

  it('of the side that was not learned are held back', async () => {
    const { server, of } = await trained();
    const { id } = await storeEvaluation(server, { told: 'c.w', ...of('test') });
    expect(await harvest(server, id)).toMatchObject({ __typename: 'InvalidStateError' });
  });

  it('of the side that was learned are taken, but for what another side asks too', async () => {
    const { server, of } = await trained();
    const { id } = await storeEvaluation(server, { told: 'c.c.c', ...of('train') });
    const whole = { key: 'sides-1', digest: sha256('sides') };
    await storeEvaluation(server, { told: 'c.w.w', dataset: whole });
    expect(await harvest(server, id)).toMatchObject({ traceCount: 3 });
    await storeEvaluation(server, { told: 'c', ...of('test') });
    expect(await harvest(server, id, { version: '2' })).toMatchObject({ traceCount: 2 });
  });

  it('are held back where they stand in what was asked of a dataset that is deleted', async () => {
    const { server, of } = await trained();
    const { id } = await storeEvaluation(server, { told: 'c.c.c', ...of() });
    const gone = { key: 'gone-1', digest: sha256('gone') };
    await storeEvaluation(server, { told: 'w', dataset: gone });
    expect(await harvest(server, id)).toMatchObject({ traceCount: 2 });
  });

  it('are one trace each, however often they are taken', async () => {
    const { server, of } = await trained();
    const { id } = await storeEvaluation(server, { told: 'cw.cw', ...of() });
    const first = await harvest(server, id, { harvest: 'RIGHT_OVER_WRONG' });
    expect(first).toMatchObject({ key: 'taken-1', pairCount: 2 });
    const count = await traceCount(server);
    expect(await harvest(server, id, { harvest: 'RIGHT_OVER_WRONG' })).toEqual(first);
    expect(await harvest(server, id, { harvest: 'ALL_CORRECT', version: '2' })).toMatchObject({
      traceCount: 2,
    });
    expect(await traceCount(server)).toBe(count);
    const { traces } = await server.data(
      '{ traces(filter: { source: "samples" }) { edges { node { scores { label } } } } }',
    );
    for (const { node } of traces.edges) expect(node.scores).toHaveLength(1);
  });

  it.for([
    ['the key of the dataset is taken', { name: 'sides' }, {}, 'ConflictError'],
    ['one of them is too long', {}, { TRACE_MAX_BYTES: '1024' }, 'ValidationError'],
  ] as const)('are not stored when %s', async ([, input, environment, error]) => {
    const { server, of } = await trained(environment);
    const { id, runId } = await storeEvaluation(server, { told: 'c.c', ...of() });
    if ('TRACE_MAX_BYTES' in environment) {
      await server.application.database.prisma.sample.updateMany({
        where: { runId, row: 1 },
        data: { completion: 'Because. '.repeat(200) },
      });
    }
    const count = await traceCount(server);
    expect(await harvest(server, id, input)).toMatchObject({ __typename: error });
    expect(await traceCount(server)).toBe(count);
  });

  it('that are wrong and likely are none of which nothing is known how likely they are', async () => {
    const { server, of } = await trained();
    const { id, runId } = await storeEvaluation(server, { told: 'ww', ...of() });
    await server.application.database.prisma.sample.updateMany({
      where: { runId, index: 0 },
      data: { meanLogprob: null },
    });
    await harvest(server, id, { harvest: 'WRONG_CONFIDENT' });
    const { traces } = await server.data(
      '{ traces(filter: { source: "samples" }) { edges { node { meta } } } }',
    );
    expect(traces.edges).toMatchObject([{ node: { meta: { from: { index: 1 } } } }]);
  });
});

async function harvest(server: TestServer, evaluationId: string, input: object = {}) {
  const { harvestSamples } = await server.data(
    `mutation ($input: HarvestInput!) { harvestSamples(input: $input) {
      ... on Dataset { key traceCount pairCount } ... on Error { __typename message } } }`,
    { input: { evaluationId, harvest: 'CORRECT_SHORTEST', name: 'taken', version: '1', ...input } },
  );
  return harvestSamples;
}

async function traceCount(server: TestServer): Promise<number> {
  return (await server.data('{ traces { totalCount } }')).traces.totalCount;
}
