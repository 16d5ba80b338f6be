import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const CRITERIA = '{ criteria { criteria traceCount stepCount min max mean } }';
const FACET = `query ($criteria: String!, $filter: TraceFilter) {
  scoreFacet(criteria: $criteria, filter: $filter) { label score count }
}`;
const PROMPTS = `query ($filter: TraceFilter, $orderBy: TraceOrder) {
  traces(filter: $filter, orderBy: $orderBy) { edges { node { prompt } } }
}`;

describeOnEachDatabase('Criteria of any name', (open) => {
  it('are listed with how many were judged, and how that came out', async () => {
    const server = await open();
    expect((await server.data(CRITERIA)).criteria).toEqual([]);
    await judge(server);
    expect((await server.data(CRITERIA)).criteria).toEqual([
      { criteria: 'clarity', traceCount: 4, stepCount: 0, min: 0, max: 1, mean: 0.75 },
      { criteria: 'steps', traceCount: 0, stepCount: 2, min: null, max: null, mean: null },
    ]);
  });

  it('have facets of labels, and of numbers where there are none, of what a filter passes', async () => {
    const server = await open();
    await judge(server);
    const facet = async (filter: object = {}) =>
      (await server.data(FACET, { criteria: 'clarity', filter })).scoreFacet;
    expect(await facet()).toEqual([
      { label: 'good', score: null, count: 2 },
      { label: 'bad', score: null, count: 1 },
      { label: null, score: 1, count: 1 },
    ]);
    expect(await facet({ search: 'q0' })).toEqual([{ label: 'good', score: null, count: 1 }]);
  });

  it('filter by number and by label, and order', async () => {
    const server = await open();
    await judge(server);
    const prompts = async (variables: object) =>
      (await server.data(PROMPTS, variables)).traces.edges.map(
        ({ node }: { node: { prompt: string } }) => node.prompt,
      );
    const by = (score: object) => prompts({ filter: { score: { criteria: 'clarity', ...score } } });
    expect(await by({ label: 'good' })).toEqual(['q1', 'q0']);
    expect(await by({ label: 'bad', min: 1 })).toEqual([]);
    expect(await by({ max: 0.5 })).toEqual(['q2']);
    expect(await by({ label: 'unheard of' })).toEqual([]);
    const orderBy = { field: 'SCORE', criteria: 'clarity', direction: 'ASC' };
    expect((await prompts({ orderBy }))[0]).toBe('q2');
  });

  it('stratify datasets by label', async () => {
    const server = await open();
    await judge(server);
    const build = (input: object) =>
      server.data(
        `mutation ($input: BuildDatasetInput!) { outcome: buildDataset(input: $input) {
          ... on Dataset { traceCount strata { value count } } ... on Error { message }
        } }`,
        { input: { name: 'd', version: '1', strategy: 'STRATIFIED', seed: 1, ...input } },
      );
    expect((await build({ stratifyBy: 'label:clarity' })).outcome).toEqual({
      traceCount: 5,
      strata: expect.arrayContaining([
        { value: 'good', count: 2 },
        { value: 'bad', count: 1 },
        { value: null, count: 2 },
      ]),
    });
    expect((await build({ stratifyBy: 'label:nothing' })).outcome.message).toMatch(
      /got none of label:nothing/,
    );
    expect((await build({ stratifyBy: 'label:' })).outcome.message).toMatch(/Expected keys/);
  });
});

/** Five traces, of which all but the last are judged by `clarity`, and two steps of one by `steps`. */
async function judge(server: TestServer): Promise<void> {
  const traces = Array.from({ length: 5 }, (_, index) => ({
    traceVersion: '1.0',
    prompt: `q${index}`,
    finalAnswer: 'answer',
    steps: [0, 1].map((i) => ({ i, type: 'think', content: 'x' })),
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  const [a, b, c, d] = data.importTraces.ids;
  const criteria = 'clarity';
  const scores = [
    { traceId: a, criteria, score: 0, label: 'bad' },
    { traceId: a, criteria, score: 1, label: 'good' },
    { traceId: b, criteria, score: 1, label: 'good' },
    { traceId: c, criteria, score: 0, label: 'bad' },
    { traceId: d, criteria, score: 1 },
    { traceId: d, criteria: 'steps', score: 1, step: 0 },
    { traceId: d, criteria: 'steps', score: 0, step: 1 },
  ];
  await server.data(
    `mutation ($input: AddScoresInput!) { addScores(input: $input) { ... on Error { message } } }`,
    { input: { source: 'PERSON', judge: 'Ada', scores } },
  );
}
