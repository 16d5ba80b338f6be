import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  scriptEvaluations,
  startEvaluation,
  startTraining,
  trainingFactory,
} from '../../testing/training.ts';

const TRAINING = 'plan=20;settle;steps=10;checkpoint=10';

describeOnEachDatabase('Samples of an evaluation', (openServer) => {
  const open = trainingFactory(openServer);

  /** Evaluates a training of `sample-1` on `questions-1`, which it has not learned. */
  async function evaluated() {
    const server = await open();
    await buildQuestions(server, 3);
    const run = await startTraining(server, TRAINING);
    await ended(server, run);
    await scriptEvaluations(server.home, 'samples=wcc.wwc.www,10');
    const evaluation = await startEvaluation(
      server,
      { runId: run, steps: [10] },
      { samples: 3, temperature: 1 },
    );
    await ended(server, evaluation);
    const { run: found } = await server.data(
      'query ($id: ID!) { run(id: $id) { evaluations { id } } }',
      { id: evaluation },
    );
    return { server, id: found.evaluations[0].id as string };
  }

  it('are held back where their questions are an evaluation set, until that is said twice', async () => {
    const { server, id } = await evaluated();
    const taken = { evaluationId: id, harvest: 'CORRECT_SHORTEST', name: 'taken', version: '1' };
    const held = 'are an evaluation set: trained on, they would no longer measure anything';
    expect((await harvest(server, taken)).message).toContain(held);
    expect((await harvest(server, { ...taken, allowEvaluationRows: true })).message).toContain(
      held,
    );
    const { traces: before } = await server.data('{ traces { totalCount } }');
    const dataset = await harvest(server, {
      ...taken,
      allowEvaluationRows: true,
      confirmDatasetKey: 'questions-1',
    });
    expect(dataset).toMatchObject({ key: 'taken-1', traceCount: 2 });
    const { traces } = await server.data('{ traces { totalCount } }');
    expect(traces.totalCount).toBe(before.totalCount + 2);
  });

  it('become traces with their steps, their scores and where they come from', async () => {
    const { server, id } = await evaluated();
    await harvest(server, {
      evaluationId: id,
      harvest: 'CORRECT_SHORTEST',
      name: 'taken',
      version: '1',
      allowEvaluationRows: true,
      confirmDatasetKey: 'questions-1',
    });
    const { traces } = await server.data(
      `{ traces(filter: { source: "samples" }) { edges { node {
        prompt finalAnswer expectedAnswer meta steps { content } scores { criteria score label source } } } } }`,
    );
    const nodes = traces.edges.map(({ node }: { node: object }) => node);
    expect(nodes).toHaveLength(2);
    // Of the first question the second and the third are correct: the second is shorter.
    expect(
      nodes.find(({ meta }: { meta: { from: { row: number } } }) => meta.from.row === 0),
    ).toMatchObject({
      finalAnswer: 'c',
      meta: { from: { evaluation: id, step: 10, row: 0, index: 1 }, level: expect.any(String) },
      scores: [{ criteria: 'answer', score: 1, label: 'correct', source: 'PROGRAM' }],
    });
  });

  it.for([
    ['ALL_CORRECT', 3],
    ['WRONG_CONFIDENT', 3],
    ['RIGHT_OVER_WRONG', 4],
  ] as const)('are %s as asked', async ([kind, count]) => {
    const { server, id } = await evaluated();
    const { evaluation } = await server.data(
      `query ($id: ID!, $of: Harvest!) { evaluation(id: $id) { harvest(of: $of) { sampleCount heldBackCount traces } } }`,
      { id, of: kind },
    );
    expect(evaluation.harvest).toMatchObject({ sampleCount: count, heldBackCount: count });
    expect(evaluation.harvest.traces).toHaveLength(3);
    const dataset = await harvest(server, {
      evaluationId: id,
      harvest: kind,
      name: 'taken',
      version: '1',
      allowEvaluationRows: true,
      confirmDatasetKey: 'questions-1',
    });
    expect(dataset).toMatchObject(
      kind === 'RIGHT_OVER_WRONG' ? { pairCount: 2 } : { traceCount: count },
    );
  });
});

async function harvest(server: TestServer, input: object) {
  const { harvestSamples } = await server.data(
    `mutation ($input: HarvestInput!) { harvestSamples(input: $input) {
      ... on Dataset { key traceCount pairCount } ... on Error { __typename message } } }`,
    { input },
  );
  return harvestSamples;
}
