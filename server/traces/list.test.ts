import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: TraceFilter, $orderBy: TraceOrder) {
  traces(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    totalCount
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    edges { cursor node { id source score { score } } }
  }
}`;
const SCORE_ALL = `mutation ($filter: TraceFilter) {
  scoreTraces(input: { filter: $filter }) { ... on ScoreTracesPayload { scoredCount } }
}`;

type Node = { id: string; source: string; score: { score: number } | null };

describeOnEachDatabase('The list of traces', (open) => {
  it.for([
    ['CREATED_AT', 'DESC'],
    ['CREATED_AT', 'ASC'],
    ['SCORE', 'DESC'],
    ['SCORE', 'ASC'],
  ])('by %s, %s, is paged both ways without a gap or a repeat', async ([field, direction]) => {
    const server = await open();
    await importScored(server);
    const orderBy = { field, direction };
    const whole = await page(server, { first: 100, orderBy });
    const expected = ordered(nodesOf(whole), {
      field: String(field),
      direction: String(direction),
    });
    expect(nodesOf(whole)).toEqual(expected);
    expect(whole.totalCount).toBe(31);
    expect(await pagesForward(server, { orderBy })).toEqual(expected);
    expect(await pagesBackward(server, { orderBy })).toEqual(expected);
  });

  it('keeps its pages apart under a filter, and counts what passes it', async () => {
    const server = await open();
    await importScored(server);
    const filter = { source: 'even' };
    const orderBy = { field: 'SCORE', direction: 'DESC' };
    const whole = await page(server, { first: 100, filter, orderBy });
    expect(whole.totalCount).toBe(16);
    expect(new Set(nodesOf(whole).map(({ source }) => source))).toEqual(new Set(['even']));
    expect(await pagesForward(server, { filter, orderBy })).toEqual(nodesOf(whole));
    expect(await pagesBackward(server, { filter, orderBy })).toEqual(nodesOf(whole));
  });

  it('goes on after a cursor though newer traces came and the one at the cursor went', async () => {
    const server = await open();
    await importScored(server);
    const before = await page(server, { first: 100 });
    const first = await page(server, { first: 5 });
    await importTraces(server, [2, 3]);
    await server.data('mutation ($ids: [ID!]!) { deleteTraces(ids: $ids) { __typename } }', {
      ids: [nodesOf(first).at(-1)?.id],
    });
    const second = await page(server, { first: 5, after: first.pageInfo.endCursor });
    expect(nodesOf(second)).toEqual(nodesOf(before).slice(5, 10));
  });

  it('gives twenty without a number, and refuses none, or more than a hundred', async () => {
    const server = await open();
    await importTraces(
      server,
      Array.from({ length: 120 }, () => 1),
    );
    expect(nodesOf(await page(server, {}))).toHaveLength(20);
    expect(nodesOf(await page(server, { last: 100 }))).toHaveLength(100);
    for (const [name, number, bound] of [
      ['first', -1, 'at least 1'],
      ['first', 0, 'at least 1'],
      ['first', 101, 'at most 100'],
      ['last', 101, 'at most 100'],
    ]) {
      const { errors } = await server.send(PAGE, { [String(name)]: number });
      expect(errors?.[0]?.message).toBe(`${name}: Expected ${bound}, got ${number}`);
    }
  });

  it('is empty without traces', async () => {
    const server = await open();
    expect(await page(server, { first: 5 })).toMatchObject({
      totalCount: 0,
      pageInfo: { hasNextPage: false, hasPreviousPage: false },
      edges: [],
    });
  });

  it.for<[string, object, string]>([
    ['a text that is no cursor', { after: 'garbage' }, 'got "garbage"; start again without one'],
    ['a number as JSON', { before: Buffer.from('7').toString('base64url') }, 'got "Nw"'],
    [
      'a place of another kind',
      { after: Buffer.from('{"id":7}').toString('base64url') },
      'Expected a cursor that this list gave out, got "eyJpZCI6N30"',
    ],
  ])('refuses %s as a cursor', async ([, variables, message]) => {
    const server = await open();
    const { data, errors } = await server.send(PAGE, variables);
    expect(data).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(message),
        path: ['traces'],
        extensions: expect.objectContaining({ code: 'VALIDATION' }),
      }),
    ]);
  });
});

async function page(server: TestServer, variables: object) {
  return (await server.data(PAGE, variables)).traces;
}

function nodesOf({ edges }: { edges: { node: Node }[] }): Node[] {
  return edges.map(({ node }) => node);
}

async function pagesForward(server: TestServer, variables: object): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null, isMore = true; isMore; ) {
    const traces = await page(server, { ...variables, first: 7, after });
    expect(traces.pageInfo.hasPreviousPage).toBe(after !== null);
    nodes.push(...nodesOf(traces));
    after = traces.pageInfo.endCursor;
    isMore = traces.pageInfo.hasNextPage;
  }
  return nodes;
}

async function pagesBackward(server: TestServer, variables: object): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let before: string | null = null, isMore = true; isMore; ) {
    const traces = await page(server, { ...variables, last: 7, before });
    expect(traces.pageInfo.hasNextPage).toBe(before !== null);
    nodes.unshift(...nodesOf(traces));
    before = traces.pageInfo.startCursor;
    isMore = traces.pageInfo.hasPreviousPage;
  }
  return nodes;
}

/** What the order means: unscored traces last whichever way, ties in the order of the ids. */
function ordered(
  nodes: Node[],
  { field, direction }: { field: string; direction: string },
): Node[] {
  const sign = direction === 'ASC' ? 1 : -1;
  return nodes.toSorted((a, b) => {
    if (field === 'SCORE' && a.score?.score !== b.score?.score) {
      if (!a.score || !b.score) return a.score ? -1 : 1;
      return sign * (a.score.score - b.score.score);
    }
    return sign * (a.id < b.id ? -1 : 1);
  });
}

/** 31 traces of which 24 are scored, in six scores that each occur more than once. */
async function importScored(server: TestServer): Promise<void> {
  const ids = await importTraces(
    server,
    Array.from({ length: 31 }, (_, index) => 1 + ((index * 5) % 6)),
  );
  const scored = ids.filter((_, index) => index % 4 !== 1);
  const { scoreTraces } = await server.data(SCORE_ALL, { filter: { ids: scored } });
  expect(scoreTraces.scoredCount).toBe(23);
}

async function importTraces(server: TestServer, stepCounts: number[]): Promise<string[]> {
  const traces = stepCounts.map((count, index) => ({
    traceVersion: '1.0',
    prompt: `prompt ${index}`,
    finalAnswer: 'answer',
    steps: Array.from({ length: count }, (_, i) => ({ i, type: 'think', content: 'step' })),
    meta: { source: index % 2 === 0 ? 'even' : 'odd' },
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return data.importTraces.ids;
}
