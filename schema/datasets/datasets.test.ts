import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../../server/testing/testServer.ts';

const DATASETS = `query ($first: Int, $after: String, $last: Int, $before: String) {
  datasets(first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    edges { node { key } }
  }
}`;

describeOnEachDatabase('The list of datasets', (open) => {
  it('has the newest first, and is paged both ways without a gap or a repeat', async () => {
    const server = await open();
    const expected = (await buildDatasets(server, 9)).reverse();
    const forward: string[] = [];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const page = await list(server, { first: 4, after });
      expect(page.totalCount).toBe(9);
      forward.push(...keysOf(page));
      after = page.pageInfo.endCursor;
      isMore = page.pageInfo.hasNextPage;
    }
    expect(forward).toEqual(expected);
    const backward: string[] = [];
    for (let before: string | null = null, isMore = true; isMore; ) {
      const page = await list(server, { last: 4, before });
      backward.unshift(...keysOf(page));
      before = page.pageInfo.startCursor;
      isMore = page.pageInfo.hasPreviousPage;
    }
    expect(backward).toEqual(expected);
  });

  it('goes on after a cursor though the dataset there was deleted', async () => {
    const server = await open();
    const keys = (await buildDatasets(server, 6)).reverse();
    const first = await list(server, { first: 3 });
    await server.data('mutation ($key: String!) { deleteDataset(key: $key) { __typename } }', {
      key: keys[2],
    });
    const second = await list(server, { first: 3, after: first.pageInfo.endCursor });
    expect(keysOf(second)).toEqual(keys.slice(3));
    const back = await list(server, { last: 3, before: first.pageInfo.endCursor });
    expect(keysOf(back)).toEqual(keys.slice(0, 2));
  });

  it.for(['garbage', cursorOf('GPC:S:a\0'), cursorOf('GPC:S:\ud800'), cursorOf('GPC:N:12')])(
    'refuses %j, which is no cursor',
    async (text) => {
      const server = await open();
      const { data, errors } = await server.send(DATASETS, { before: text });
      expect(data).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({
          message: `before: Expected a cursor that this list gave out, got ${JSON.stringify(text)}; start again without one`,
          extensions: expect.objectContaining({ code: 'VALIDATION' }),
        }),
      ]);
    },
  );

  it('knows no dataset of an unknown key', async () => {
    const server = await open();
    expect(await server.data('{ dataset(key: "../x") { id } }')).toEqual({ dataset: null });
  });
});

describeOnEachDatabase('The traces of a dataset', (open) => {
  it('are paged in its order, and a trace knows the datasets that hold it', async () => {
    const server = await open();
    await buildDatasets(server, 2);
    const positions: number[] = [];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const { dataset } = await server.data(
        `query ($after: String) { dataset(key: "d-0") {
          traces(first: 2, after: $after) { pageInfo { endCursor hasNextPage } edges { node { position trace { datasets { key } } } } }
        } }`,
        { after },
      );
      for (const { node } of dataset.traces.edges) {
        positions.push(node.position);
        expect(node.trace.datasets).toEqual([{ key: 'd-1' }, { key: 'd-0' }]);
      }
      after = dataset.traces.pageInfo.endCursor;
      isMore = dataset.traces.pageInfo.hasNextPage;
    }
    expect(positions).toEqual([0, 1, 2, 3, 4]);
  });
});

async function list(server: TestServer, variables: object) {
  return (await server.data(DATASETS, variables)).datasets;
}

function keysOf({ edges }: { edges: { node: { key: string } }[] }): string[] {
  return edges.map(({ node }) => node.key);
}

/** Datasets d-0, d-1 and so on, each of the same five traces. */
async function buildDatasets(server: TestServer, count: number): Promise<string[]> {
  const line = JSON.stringify({
    trace_version: '1.0',
    prompt: 'p',
    final_answer: 'a',
    steps: [{ i: 0, type: 't', content: 'c' }],
  });
  await server.fetch('/traces/import?onDuplicate=keep', {
    method: 'POST',
    body: `${line}\n`.repeat(5),
  });
  const keys = [];
  for (let version = 0; version < count; version++) {
    const { buildDataset } = await server.data(
      'mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) { ... on Dataset { key } } }',
      { input: { name: 'd', version: String(version) } },
    );
    keys.push(buildDataset.key);
  }
  return keys;
}

function cursorOf(place: string): string {
  return Buffer.from(place).toString('base64');
}
