import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const DELETE = `mutation ($ids: [ID!]!) {
  deleteTraces(ids: $ids) {
    ... on DeleteTracesPayload { deletedCount }
    ... on Error { code message }
  }
}`;

describeOnEachDatabase('Deleting traces', (open) => {
  it('takes their scores with them, and leaves the others', async () => {
    const server = await open();
    const [first, second, third] = await importTraces(server, 3);
    await server.data('mutation { scoreTraces(input: {}) { __typename } }');
    const { deleteTraces } = await server.data(DELETE, { ids: [first, third] });
    expect(deleteTraces).toEqual({ deletedCount: 2 });
    const { traces } = await server.data('{ traces { edges { node { id scores { id } } } } }');
    expect(traces.edges).toEqual([{ node: { id: second, scores: [expect.anything()] } }]);
    expect(await server.application.database.prisma.score.count()).toBe(1);
  });

  it('passes over ids that are not stored', async () => {
    const server = await open();
    const [id] = await importTraces(server, 1);
    const ids = [id, id, 'unknown', '\0', '\ud800'];
    expect((await server.data(DELETE, { ids })).deleteTraces).toEqual({ deletedCount: 1 });
    expect((await server.data(DELETE, { ids })).deleteTraces).toEqual({ deletedCount: 0 });
    expect((await server.data(DELETE, { ids: [] })).deleteTraces).toEqual({ deletedCount: 0 });
  });

  it('is refused while a dataset holds one of them, and then deletes none', async () => {
    const server = await open();
    const ids = await importTraces(server, 3);
    const [held] = ids;
    await server.data(
      `mutation ($ids: [ID!]) {
        buildDataset(input: { name: "held", version: "1", filter: { ids: $ids } }) { __typename }
      }`,
      { ids: [held] },
    );
    expect((await server.data(DELETE, { ids })).deleteTraces).toEqual({
      code: 'IN_USE',
      message: `The trace ${held} is part of the dataset held-1, which would lose it. Delete the dataset first, or leave the trace.`,
    });
    expect((await server.data('{ traces { totalCount } }')).traces.totalCount).toBe(3);
    await server.data('mutation { deleteDataset(key: "held-1") { __typename } }');
    expect((await server.data(DELETE, { ids })).deleteTraces).toEqual({ deletedCount: 3 });
  });
});

const DELETE_MATCHING = `mutation ($filter: TraceFilter!) {
  deleteMatchingTraces(filter: $filter) {
    ... on DeleteTracesPayload { deletedCount }
    ... on ValidationError { issues { path } }
    ... on Error { code message }
  }
}`;

describeOnEachDatabase('Deleting the traces that a filter passes', (open) => {
  it('leaves those that it excepts or does not pass', async () => {
    const server = await open();
    const few = await importTraces(server, 3);
    const many = await importTraces(server, 3, 2);
    await server.data('mutation { scoreTraces(input: {}) { __typename } }');
    const [kept] = many;
    const filter = { stepCount: { min: 2 }, exceptIds: [kept] };
    const { deleteMatchingTraces } = await server.data(DELETE_MATCHING, { filter });
    expect(deleteMatchingTraces).toEqual({ deletedCount: 2 });
    const { traces } = await server.data('{ traces { edges { node { id } } } }');
    expect(traces.edges.map(({ node }: { node: { id: string } }) => node.id).sort()).toEqual(
      [...few, kept].sort(),
    );
    expect(await server.application.database.prisma.score.count()).toBe(4);
  });

  it('finds them by score, meta and text', async () => {
    const server = await open();
    await importTraces(server, 2);
    await server.data('mutation { scoreTraces(input: {}) { __typename } }');
    const noneBy = async (filter: object) =>
      (await server.data(DELETE_MATCHING, { filter })).deleteMatchingTraces;
    expect(await noneBy({ score: { min: 99 } })).toEqual({ deletedCount: 0 });
    expect(await noneBy({ meta: [{ path: 'a.b', equals: 1 }] })).toEqual({ deletedCount: 0 });
    expect(await noneBy({ search: 'nowhere' })).toEqual({ deletedCount: 0 });
    expect(await noneBy({ score: { max: 99 }, search: 'P' })).toEqual({ deletedCount: 2 });
  });

  it('is refused while a dataset holds one of them, and then deletes none', async () => {
    const server = await open();
    const [held] = await importTraces(server, 3);
    await server.data(
      `mutation ($ids: [ID!]) {
        buildDataset(input: { name: "held", version: "1", filter: { ids: $ids } }) { __typename }
      }`,
      { ids: [held] },
    );
    const { deleteMatchingTraces } = await server.data(DELETE_MATCHING, { filter: {} });
    expect(deleteMatchingTraces.code).toBe('IN_USE');
    expect((await server.data('{ traces { totalCount } }')).traces.totalCount).toBe(3);
    const filter = { exceptIds: [held] };
    expect((await server.data(DELETE_MATCHING, { filter })).deleteMatchingTraces).toEqual({
      deletedCount: 2,
    });
  });

  it('says what is wrong with the filter', async () => {
    const server = await open();
    const filter = { stepCount: { min: 2, max: 1 } };
    expect((await server.data(DELETE_MATCHING, { filter })).deleteMatchingTraces).toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: ['filter', 'stepCount'] }],
    });
  });
});

async function importTraces(server: TestServer, count: number, stepCount = 1): Promise<string[]> {
  const trace = {
    traceVersion: '1.0',
    prompt: 'p',
    finalAnswer: 'a',
    steps: Array.from({ length: stepCount }, (_, i) => ({ i, type: 't', content: 'c' })),
  };
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces: Array.from({ length: count }, () => trace) } },
  );
  return data.importTraces.ids;
}
