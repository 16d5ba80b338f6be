import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { storeScored } from '../testing/storeTraces.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const PREVIEW = `query ($input: BuildDatasetInput!) { previewDataset(input: $input) {
  ... on DatasetPreview {
    possiblePairCount selectedCount pairStats { pairCount avgMargin minMargin maxMargin }
    pairs(first: 100) { chosen { finalAnswer } rejected { finalAnswer } chosenScore rejectedScore }
  }
  ... on ValidationError { issues { path message } }
} }`;
const BUILD = `mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) {
  ... on Dataset {
    id key kind digest traceCount pairCount pairing provenance pairStats { pairCount avgMargin minMargin maxMargin }
    pairsUrl splits { name traceCount pairCount digest }
    pairs(first: 100) { edges { node { position chosen { prompt finalAnswer } rejected { finalAnswer } chosenScore rejectedScore split } } }
  }
  ... on Error { code message }
} }`;

describeOnEachDatabase('A dataset of pairs', (open) => {
  it('holds the best against the worst of each question, as its preview shows', async () => {
    const server = await open();
    await storeScored(server, [
      { prompt: 'one', answer: 'good', scores: { answer: 1 } },
      { prompt: 'one', answer: 'middling', scores: { answer: 0.5 } },
      { prompt: 'one', answer: 'bad', scores: { answer: 0.2 } },
      { prompt: 'two', answer: 'right', scores: { answer: 0.3 } },
      { prompt: 'two', answer: 'wrong', scores: { answer: 0.1 } },
      { prompt: 'two', answer: 'unscored' },
      { prompt: 'three', answer: 'alone', scores: { answer: 1 } },
      { prompt: 'four', answer: 'a', scores: { answer: 1 } },
      { prompt: 'four', answer: 'b', scores: { answer: 1 } },
      { prompt: 'five', answer: 'a', scores: { other: 1 } },
      { prompt: 'five', answer: 'b', scores: { other: 0 } },
    ]);
    const input = { ...NAMED, pairing: { criteria: 'answer', leastMargin: 0.2 } };
    const { previewDataset } = await server.data(PREVIEW, { input });
    expect(previewDataset).toMatchObject({
      possiblePairCount: 2,
      selectedCount: 4,
      pairs: [
        {
          chosen: { finalAnswer: 'right' },
          rejected: { finalAnswer: 'wrong' },
          chosenScore: 0.3,
          rejectedScore: 0.1,
        },
        { chosen: { finalAnswer: 'good' }, rejected: { finalAnswer: 'bad' } },
      ],
      pairStats: { pairCount: 2, minMargin: expect.closeTo(0.2), maxMargin: 0.8 },
    });
    const { buildDataset } = await server.data(BUILD, { input });
    expect(buildDataset).toMatchObject({
      kind: 'PAIRS',
      traceCount: 4,
      pairCount: 2,
      pairStats: previewDataset.pairStats,
      pairing: { criteria: 'answer', leastMargin: 0.2, choice: 'BEST_WORST' },
    });
    expect(answersOf(buildDataset)).toEqual(['right > wrong', 'good > bad']);
  });

  it('of all pairs has each that lies at least the margin apart', async () => {
    const server = await open();
    await storeScored(server, [
      { prompt: 'one', answer: 'a', scores: { answer: 3 } },
      { prompt: 'one', answer: 'b', scores: { answer: 2 } },
      { prompt: 'one', answer: 'c', scores: { answer: 0 } },
    ]);
    const pairing = { criteria: 'answer', choice: 'ALL' };
    const { buildDataset } = await server.data(BUILD, { input: { ...NAMED, pairing } });
    expect(answersOf(buildDataset).sort()).toEqual(['a > b', 'a > c', 'b > c']);
    const { buildDataset: apart } = await server.data(BUILD, {
      input: { ...NAMED, version: '2', pairing: { ...pairing, leastMargin: 2 } },
    });
    expect(answersOf(apart).sort()).toEqual(['a > c', 'b > c']);
    const { buildDataset: one } = await server.data(BUILD, {
      input: { ...NAMED, version: '3', pairing, limit: 1, strategy: 'RANDOM', seed: 1 },
    });
    expect(one.pairCount).toBe(1);
  });

  it('tells questions apart by their earlier turns, and takes no pair of one content', async () => {
    const server = await open();
    const context = [{ role: 'user', content: 'hello' }];
    await storeScored(server, [
      { prompt: 'go on', answer: 'a', scores: { answer: 1 }, context },
      { prompt: 'go on', answer: 'b', scores: { answer: 0 } },
      { prompt: 'same', answer: 'a', scores: { answer: 1 } },
      { prompt: 'same', answer: 'a', scores: { answer: 0 } },
    ]);
    const input = { ...NAMED, pairing: { criteria: 'answer' } };
    const { previewDataset } = await server.data(PREVIEW, { input });
    expect(previewDataset).toMatchObject({ possiblePairCount: 0, pairs: [] });
    const { buildDataset } = await server.data(BUILD, { input });
    expect(buildDataset).toMatchObject({
      code: 'EMPTY_SELECTION',
      message: expect.stringContaining('scores of answer'),
    });
  });

  it('makes the pairs of a preference file again, which its download and digest prove', async () => {
    const server = await open();
    await storeScored(
      server,
      Array.from({ length: 40 }, (_, index) => [
        { prompt: `question ${index}`, answer: `good ${index}`, scores: { preference: 1 } },
        { prompt: `question ${index}`, answer: `bad ${index}`, scores: { preference: 0 } },
      ]).flat(),
    );
    const input = {
      ...NAMED,
      pairing: { criteria: 'preference' },
      ...{ strategy: 'RANDOM', seed: 3 },
      split: {
        parts: [
          { name: 'train', fraction: 0.75 },
          { name: 'test', fraction: 0.25 },
        ],
      },
    };
    const { buildDataset } = await server.data(BUILD, { input });
    expect(buildDataset.pairCount).toBe(40);
    for (const { node } of buildDataset.pairs.edges) {
      const [, number] = node.chosen.prompt.split(' ');
      expect([node.chosen.finalAnswer, node.rejected.finalAnswer]).toEqual([
        `good ${number}`,
        `bad ${number}`,
      ]);
    }
    const lines = await (await server.fetch(buildDataset.pairsUrl)).text();
    expect(digestOf(lines)).toBe(buildDataset.digest);
    const [train, test] = buildDataset.splits;
    expect(train.pairCount + test.pairCount).toBe(40);
    expect(train.traceCount).toBe(2 * train.pairCount);
    expect(test.pairCount).toBeGreaterThan(0);
    const tested = await (await server.fetch(`${buildDataset.pairsUrl}?split=test`)).text();
    expect(tested.trimEnd().split('\n')).toHaveLength(test.pairCount);
    expect(digestOf(tested)).toBe(test.digest);

    const { buildDataset: again } = await server.data(BUILD, { input });
    expect(again).toEqual(buildDataset);
    const { buildDataset: other } = await server.data(BUILD, {
      input: { ...input, pairing: { criteria: 'preference', leastMargin: 0.5 } },
    });
    expect(other).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('another pairing'),
    });
    await server.application.database.prisma.score.deleteMany();
    const kept = await (await server.fetch(buildDataset.pairsUrl)).text();
    expect(digestOf(kept)).toBe(buildDataset.digest);
    const exported = await server.fetch('/datasets/d-1/export.jsonl?format=preference&split=test');
    const records = (await exported.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(test.pairCount);
    expect(JSON.stringify(records[0].chosen)).toContain('good');
    expect(JSON.stringify(records[0].rejected)).toContain('bad');
  });

  it('refuses what goes with traces only, and traces what goes with pairs', async () => {
    const server = await open();
    const pairing = { criteria: 'answer' };
    for (const [input, path, message] of [
      [{ kind: 'PAIRS' }, 'pairing', 'Expected `pairing` with PAIRS'],
      [{ kind: 'TRACES', pairing }, 'pairing', 'it belongs to PAIRS'],
      [
        { kind: 'PAIRS', pairing, strategy: 'STRATIFIED', seed: 1, stratifyBy: 'a' },
        'strategy',
        'Expected LATEST or RANDOM with PAIRS, got STRATIFIED',
      ],
      [{ kind: 'PAIRS', pairing, duplicates: {} }, 'duplicates', 'it belongs to TRACES'],
      [{ kind: 'PAIRS', pairing: { ...pairing, leastMargin: -1 } }, 'pairing.leastMargin', '-1'],
    ] as const) {
      const { previewDataset } = await server.data(PREVIEW, {
        input: { name: 'd', version: '1', ...input },
      });
      expect(previewDataset.issues).toEqual([
        { path: `input.${path}`.split('.'), message: expect.stringContaining(message) },
      ]);
    }
  });

  it('has no download of pairs where it is one of traces', async () => {
    const server: TestServer = await open();
    await storeScored(server, [{ prompt: 'one' }]);
    const { buildDataset } = await server.data(BUILD, { input: { name: 'd', version: '1' } });
    expect(buildDataset).toMatchObject({ kind: 'TRACES', pairCount: null, pairsUrl: null });
    const response = await server.fetch('/datasets/d-1/pairs.jsonl');
    expect(response.status).toBe(404);
    expect((await response.json()).detail).toContain('one of traces');
  });
});

const NAMED = { name: 'd', version: '1', kind: 'PAIRS' };

type Built = {
  pairs: {
    edges: { node: { chosen: { finalAnswer: string }; rejected: { finalAnswer: string } } }[];
  };
};

function answersOf({ pairs }: Built): string[] {
  return pairs.edges.map(({ node }) => `${node.chosen.finalAnswer} > ${node.rejected.finalAnswer}`);
}

function digestOf(lines: string): string {
  const hash = createHash('sha256');
  for (const line of lines.trimEnd().split('\n')) hash.update(`${sorted(JSON.parse(line))}\n`);
  return hash.digest('hex');
}

function sorted(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`).join()}}`;
}
