import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { storeScored } from '../testing/storeTraces.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const BUILD = `mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) {
  ... on Dataset {
    key digest sftSha256 traceCount
    splits { name fraction traceCount pairCount digest sftSha256 }
    traces(first: 100) { edges { node { split trace { id prompt } } } }
    trainUrl: exportUrl(format: TUNIX_SFT, split: "train") tracesUrl(split: "test")
  }
  ... on Error { code message }
} }`;
const PREVIEW = `query ($input: BuildDatasetInput!) { previewDataset(input: $input) {
  ... on DatasetPreview { splits { name fraction count } }
  ... on ValidationError { issues { path message } }
} }`;

const PARTS = [
  { name: 'train', fraction: 0.8 },
  { name: 'test', fraction: 0.2 },
];

describeOnEachDatabase('The splits of a dataset', (open) => {
  it('put each row on a side, as the preview shows, with digests that their files prove', async () => {
    const server = await open();
    await storeScored(server, prompts(100));
    const input = { name: 'd', version: '1', split: { parts: PARTS, seed: 7 } };
    const { previewDataset } = await server.data(PREVIEW, { input });
    const { buildDataset } = await server.data(BUILD, { input });
    const counts = buildDataset.splits.map((split: { traceCount: number }) => split.traceCount);
    expect(previewDataset.splits).toEqual(
      PARTS.map((part, index) => ({ ...part, count: counts[index] })),
    );
    expect(counts[0] + counts[1]).toBe(100);
    expect(counts[1]).toBeGreaterThan(8);
    expect(counts[1]).toBeLessThan(35);
    const train = await (await server.fetch(buildDataset.trainUrl)).text();
    expect(train.trimEnd().split('\n')).toHaveLength(counts[0]);
    expect(createHash('sha256').update(train).digest('hex')).toBe(buildDataset.splits[0].sftSha256);
    const tested = await (await server.fetch(buildDataset.tracesUrl)).text();
    expect(tested.trimEnd().split('\n')).toHaveLength(counts[1]);
  });

  it('leave a row on its side whatever else a dataset holds', async () => {
    const server = await open();
    await storeScored(server, prompts(30));
    const split = { parts: PARTS, seed: 7 };
    const before = await sidesOf(server, { name: 'd', version: '1', split });
    await storeScored(server, prompts(70).slice(30));
    const after = await sidesOf(server, {
      ...{ name: 'd', version: '2', split },
      ...{ strategy: 'RANDOM', seed: 1 },
    });
    expect(Object.keys(after)).toHaveLength(70);
    expect(after).toMatchObject(before);
    const other = await sidesOf(server, { name: 'd', version: '3', split: { parts: PARTS } });
    expect(other).not.toEqual(after);
  });

  it('have no question on two sides, whatever its case, spaces and system turn', async () => {
    const server = await open();
    const asked = (index: number) => [
      { prompt: `What is ${index} + 1?`, answer: '1' },
      { prompt: `what  is ${index} + 1? `, answer: '2' },
      {
        prompt: `What is ${index} + 1?`,
        answer: '3',
        context: [{ role: 'system', content: 'Be brief.' }],
      },
    ];
    await storeScored(server, Array.from({ length: 30 }, (_, index) => asked(index)).flat());
    const sides = await sidesOf(server, { name: 'd', version: '1', split: { parts: PARTS } });
    const byQuestion = Map.groupBy(Object.entries(sides), ([prompt]) => prompt.match(/\d+/)?.[0]);
    expect(
      [...byQuestion.values()].map((rows) => new Set(rows.map(([, side]) => side)).size),
    ).toEqual(Array(30).fill(1));
    expect(new Set(Object.values(sides)).size).toBe(2);
  });

  it('keep the rows of one value in meta together', async () => {
    const server = await open();
    await storeScored(
      server,
      prompts(60).map((trace, index) => ({ ...trace, meta: { book: { id: index % 12 } } })),
    );
    const split = { parts: PARTS, groupBy: 'book.id' };
    const sides = await sidesOf(server, { name: 'd', version: '1', split });
    const byBook = Map.groupBy(
      Object.entries(sides),
      ([prompt]) => Number.parseInt(prompt.slice(7), 10) % 12,
    );
    for (const rows of byBook.values()) expect(new Set(rows.map(([, side]) => side)).size).toBe(1);
    expect(new Set(Object.values(sides)).size).toBe(2);
  });

  it('are part of what a key stands for', async () => {
    const server = await open();
    await storeScored(server, prompts(3));
    const input = { name: 'd', version: '1', split: { parts: PARTS } };
    const { buildDataset } = await server.data(BUILD, { input });
    expect((await server.data(BUILD, { input })).buildDataset).toEqual(buildDataset);
    for (const split of [null, { parts: PARTS, seed: 1 }]) {
      const { buildDataset: other } = await server.data(BUILD, { input: { ...input, split } });
      expect(other).toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('another split'),
      });
    }
    const missing = await server.fetch('/datasets/d-1/export.jsonl?split=dev');
    expect(missing.status).toBe(404);
    expect((await missing.json()).detail).toBe(
      'There is no split "dev" of d-1: it has train, test',
    );
  });

  it('are refused where they make no whole, or two have one name', async () => {
    const server = await open();
    for (const [parts, message] of [
      [[PARTS[0], { name: 'test', fraction: 0.1 }], 'sum to 1, got 0.8 + 0.1 = 0.9'],
      [[PARTS[0], { name: 'train', fraction: 0.2 }], 'its own name, got train twice'],
      [[{ name: 'train', fraction: 0.9 }], 'at least 2'],
      [[PARTS[0], { name: '../up', fraction: 0.2 }], 'Expected letters, digits'],
    ] as const) {
      const { previewDataset } = await server.data(PREVIEW, {
        input: { name: 'd', version: '1', split: { parts } },
      });
      expect(previewDataset.issues[0].message).toContain(message);
    }
  });

  async function sidesOf(server: TestServer, input: object): Promise<Record<string, string>> {
    const { buildDataset } = await server.data(BUILD, { input });
    return Object.fromEntries(
      buildDataset.traces.edges.map(({ node }: { node: Row }) => [
        `${node.trace.prompt} ${node.trace.id}`,
        node.split,
      ]),
    );
  }
});

type Row = { split: string; trace: { id: string; prompt: string } };

function prompts(count: number) {
  return Array.from({ length: count }, (_, index) => ({ prompt: `prompt ${index}` }));
}
