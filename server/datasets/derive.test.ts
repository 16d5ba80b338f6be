import { expect, it } from 'vitest';
import { storeScored } from '../testing/storeTraces.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const BUILD = `mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) {
  ... on Dataset { key fromParent addedTraceIds limit parent { key } traces(first: 100) { edges { node { trace { prompt } } } } }
  ... on ValidationError { issues { path message } }
  ... on Error { code message }
} }`;

describeOnEachDatabase('A dataset that is made of another', (open) => {
  it('has its rows in its order, without those taken away, and with those added after them', async () => {
    const server = await open();
    const ids = await storeScored(
      server,
      ['one', 'two', 'three', 'four'].map((prompt) => ({ prompt })),
    );
    const base = { name: 'base', version: '1', strategy: 'RANDOM', seed: 3, limit: 3 };
    const rows = await build(server, base);
    expect(rows).toHaveLength(3);
    const [gone] = rows;
    const goneId = ids[['one', 'two', 'three', 'four'].indexOf(gone ?? '')];
    const [fifth = ''] = await storeScored(server, [{ prompt: 'five' }]);
    const derived = {
      ...{ name: 'base', version: '2', parentDatasetKey: 'base-1', fromParent: true },
      filter: { exceptIds: [goneId] },
      addTraceIds: [fifth, fifth],
    };
    expect(await build(server, derived)).toEqual([...rows.slice(1), 'five']);
    const { buildDataset } = await server.data(BUILD, { input: derived });
    expect(buildDataset).toMatchObject({
      fromParent: true,
      addedTraceIds: [fifth, fifth],
      limit: 100_000,
      parent: { key: 'base-1' },
    });
  });

  it('of strata keeps the proportions of its parent', async () => {
    const server = await open();
    await storeScored(
      server,
      Array.from({ length: 24 }, (_, index) => ({
        prompt: `prompt ${index}`,
        meta: { kind: index % 2 ? 'odd' : 'even' },
      })),
    );
    const filter = { meta: [{ path: 'kind', equals: 'odd' }] };
    expect(await build(server, { name: 'base', version: '1', filter })).toHaveLength(12);
    const rows = await build(server, {
      ...{ name: 'base', version: '2', parentDatasetKey: 'base-1', fromParent: true },
      ...{ strategy: 'STRATIFIED', stratifyBy: 'kind', seed: 1, limit: 6 },
    });
    expect(rows.map((prompt) => Number(prompt.slice(7)) % 2)).toEqual(Array(6).fill(1));
  });

  it('is refused without a parent that is there, or with traces that are not', async () => {
    const server = await open();
    await storeScored(server, [{ prompt: 'one' }]);
    for (const [input, path, message] of [
      [{ fromParent: true }, 'parentDatasetKey', 'got nothing'],
      [{ fromParent: true, parentDatasetKey: 'x-1' }, 'parentDatasetKey', 'got "x-1"'],
      [{ addTraceIds: ['nobody'] }, 'addTraceIds', 'got nobody'],
    ] as const) {
      const { buildDataset } = await server.data(BUILD, {
        input: { name: 'd', version: '1', ...input },
      });
      expect(buildDataset.issues).toEqual([
        { path: ['input', path], message: expect.stringContaining(message) },
      ]);
    }
  });

  async function build(server: TestServer, input: object): Promise<string[]> {
    const { buildDataset } = await server.data(BUILD, { input });
    return buildDataset.traces.edges.map(
      ({ node }: { node: { trace: { prompt: string } } }) => node.trace.prompt,
    );
  }
});
