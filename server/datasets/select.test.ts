import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';
import { allocate } from './select.ts';

const BUILD = `mutation ($input: BuildDatasetInput!) {
  buildDataset(input: $input) {
    ... on Dataset { digest traceCount traces(first: 100) { edges { node { trace { prompt digest source } } } } }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;

describe('The shares of strata', () => {
  it.for<[string, Record<string, number>, number, Record<string, number>]>([
    ['whole', { a: 60, b: 40 }, 10, { a: 6, b: 4 }],
    ['everything when all fits', { a: 3, b: 2 }, 5, { a: 3, b: 2 }],
    ['everything when there is room', { a: 3, b: 2 }, 100, { a: 3, b: 2 }],
    ['the largest remainder first', { a: 60, b: 31, c: 9 }, 10, { a: 6, b: 3, c: 1 }],
    ['equal remainders in the order of the keys', { c: 1, a: 1, b: 1 }, 2, { a: 1, b: 1, c: 0 }],
    ['nothing for less than a share', { a: 99, b: 1 }, 10, { a: 10, b: 0 }],
    ['one place', { a: 5, b: 6 }, 1, { a: 0, b: 1 }],
    ['without strata', {}, 10, {}],
    [
      'in exact integers',
      { a: 33_333_333, b: 33_333_333, c: 33_333_334 },
      100_000,
      { a: 33_333, b: 33_333, c: 33_334 },
    ],
  ])('are %s', ([, sizes, limit, expected]) => {
    expect(Object.fromEntries(allocate(new Map(Object.entries(sizes)), limit))).toEqual(expected);
  });
});

describeOnEachDatabase('A selection', (open) => {
  it('of the latest takes the newest first', async () => {
    const server = await open();
    await importTraces(server, range(30));
    expect(await build(server, { limit: 4 })).toEqual(['29', '28', '27', '26']);
    const filter = { source: 'odd' };
    expect(await build(server, { limit: 2, filter })).toEqual(['29', '27']);
  });

  it('at random is the one that seed and content decide, in whatever order they came', async () => {
    const selections = [];
    for (const order of [range(50), range(50).reverse()]) {
      const server = await open();
      await importTraces(server, order);
      const { traces } = await server.data(
        '{ traces(first: 100) { edges { node { prompt digest } } } }',
      );
      const nodes: { prompt: string; digest: string }[] = traces.edges.map(
        ({ node }: { node: object }) => node,
      );
      for (const seed of [7, 0, -1, 2_147_483_647]) {
        const expected = nodes
          .map(({ prompt, digest }) => ({ prompt, rank: rankOf(digest, seed) }))
          .sort((a, b) => (a.rank < b.rank ? -1 : 1))
          .map(({ prompt }) => prompt);
        const selected = await build(server, { strategy: 'RANDOM', seed, limit: 20 });
        expect(selected).toEqual(expected.slice(0, 20));
        selections.push(selected.join());
      }
    }
    expect(selections.slice(4)).toEqual(selections.slice(0, 4));
    expect(new Set(selections).size).toBe(4);
  });

  it('at random grows by appending when its limit grows', async () => {
    const server = await open();
    await importTraces(server, range(40));
    const ten = await build(server, { strategy: 'RANDOM', seed: 1, limit: 10 });
    const all = await build(server, { strategy: 'RANDOM', seed: 1, limit: 100 });
    expect(all.slice(0, 10)).toEqual(ten);
    expect(all.toSorted()).toEqual(range(40).toSorted());
  });

  it('by strata keeps their proportions, those without a value among them', async () => {
    const server = await open();
    const kindOf = (index: number) =>
      index < 60 ? { kind: 'a' } : index < 80 ? { kind: 2 } : index < 91 ? {} : null;
    await importTraces(server, range(100), (index) => {
      const task = kindOf(index);
      return task && { task };
    });
    const counts = async (limit: number) => {
      const prompts = await build(server, {
        strategy: 'STRATIFIED',
        seed: 3,
        stratifyBy: 'task.kind',
        limit,
      });
      const indices = prompts.map(Number);
      return [
        indices.filter((index) => index < 60).length,
        indices.filter((index) => index >= 60 && index < 80).length,
        indices.filter((index) => index >= 80).length,
      ];
    };
    expect(await counts(10)).toEqual([6, 2, 2]);
    expect(await counts(33)).toEqual([20, 6, 7]);
    expect(await counts(100)).toEqual([60, 20, 20]);
  });

  it('by strata takes of each what a random selection of it would take first', async () => {
    const server = await open();
    await importTraces(server, range(40));
    const stratified = await build(server, {
      strategy: 'STRATIFIED',
      seed: 5,
      stratifyBy: 'source',
      limit: 10,
    });
    const random = async (source: string) =>
      build(server, { strategy: 'RANDOM', seed: 5, filter: { source }, limit: 5 });
    const [odd, even] = [await random('odd'), await random('even')];
    expect(stratified.filter((prompt) => Number(prompt) % 2 === 1)).toEqual(odd);
    expect(stratified.filter((prompt) => Number(prompt) % 2 === 0)).toEqual(even);
  });

  it('reaches a key with a dot in it by its quotes', async () => {
    const server = await open();
    await importTraces(server, range(4), (index) => ({ 'a.b': index % 2 }));
    const input = { strategy: 'STRATIFIED', seed: 2, stratifyBy: '"a.b"', limit: 2 };
    const prompts = await build(server, input);
    expect(prompts.map((prompt) => Number(prompt) % 2).toSorted()).toEqual([0, 1]);
  });

  it('by a path that leads nowhere is refused, and names some that lead to a value', async () => {
    const server = await open();
    await importTraces(server, range(3), (index) => ({
      difficulty: index,
      task: { kind: 'sum', 'a.b': 1 },
      tags: ['t'],
    }));
    for (const stratifyBy of ['meta.difficulty', 'nonsense', 'tags.0']) {
      const input = { name: 's', version: '1', strategy: 'STRATIFIED', seed: 2, stratifyBy };
      const { buildDataset } = await server.data(BUILD, { input });
      expect(buildDataset.issues).toEqual([
        {
          path: ['input', 'stratifyBy'],
          message: `Expected \`stratifyBy\` to be a path in the meta of a trace that passes, such as \`difficulty\`, \`task."a.b"\`, \`task.kind\`, got "${stratifyBy}", which none has`,
        },
      ]);
    }
    const input = { name: 's', version: '1', strategy: 'STRATIFIED', seed: 2 };
    const { buildDataset } = await server.data(BUILD, {
      input: { ...input, stratifyBy: 'score:baseline' },
    });
    expect(buildDataset.issues[0].message).toMatch(/: score them first$/);
  });

  it('by scores takes bands of ten, those without a score among them', async () => {
    const server = await open();
    await importTraces(
      server,
      range(40),
      () => ({}),
      (index) => (index < 20 ? 1 : 2),
    );
    const filter = { stepCount: { max: 1 } };
    await server.data(
      'mutation ($filter: TraceFilter) { scoreTraces(input: { filter: $filter }) { __typename } }',
      { filter },
    );
    const { traces } = await server.data(
      '{ traces(first: 100, filter: { score: { max: 9.99 } }) { totalCount } }',
    );
    expect(traces.totalCount).toBe(20);
    const prompts = await build(server, {
      strategy: 'STRATIFIED',
      seed: 1,
      stratifyBy: 'score:baseline',
      limit: 10,
    });
    expect(prompts.filter((prompt) => Number(prompt) < 20)).toHaveLength(5);
  });
});

describe('A selection', () => {
  const open = serverFactory();

  it.for<[string, object, string, string]>([
    [
      'RANDOM without a seed',
      { strategy: 'RANDOM' },
      'seed',
      'Expected a `seed` with RANDOM, so that the selection can be repeated, got nothing',
    ],
    [
      'STRATIFIED without a seed',
      { strategy: 'STRATIFIED', stratifyBy: 'a' },
      'seed',
      'got nothing',
    ],
    [
      'STRATIFIED without strata',
      { strategy: 'STRATIFIED', seed: 1 },
      'stratifyBy',
      'Expected `stratifyBy` with STRATIFIED: a path into meta, or `score:` or `label:` and a criteria, got nothing',
    ],
    [
      'strata for another strategy',
      { strategy: 'RANDOM', seed: 1, stratifyBy: 'a' },
      'stratifyBy',
      'Expected no `stratifyBy` with RANDOM; it belongs to STRATIFIED',
    ],
    [
      'a path with a quote',
      { strategy: 'STRATIFIED', seed: 1, stratifyBy: 'a"b' },
      'stratifyBy',
      'Expected keys of meta with dots between them',
    ],
    [
      'scores by nothing',
      { strategy: 'STRATIFIED', seed: 1, stratifyBy: 'score:' },
      'stratifyBy',
      'Expected keys of meta with dots between them, such as `task.kind`, or `score:` or `label:` and a criteria',
    ],
    ['no row', { limit: 0 }, 'limit', 'Expected `limit` to be at least 1, got 0'],
    [
      'more rows than a dataset holds',
      { limit: 100_001 },
      'limit',
      'Expected `limit` to be at most 100000, got 100001',
    ],
  ])('is refused as %s', async ([, input, place, message]) => {
    const server = await open();
    await importTraces(server, range(3));
    const { buildDataset } = await server.data(BUILD, {
      input: { name: 'bad', version: '1', ...input },
    });
    expect(buildDataset.issues).toEqual([
      { path: ['input', place], message: expect.stringContaining(message) },
    ]);
    expect((await server.data('{ datasets { totalCount } }')).datasets.totalCount).toBe(0);
  });
});

let version = 0;

async function build(server: TestServer, input: object): Promise<string[]> {
  version += 1;
  const { buildDataset } = await server.data(BUILD, {
    input: { name: 'selection', version: String(version), ...input },
  });
  expect(buildDataset.message).toBeUndefined();
  return buildDataset.traces.edges.map(
    ({ node }: { node: { trace: { prompt: string } } }) => node.trace.prompt,
  );
}

/** The rank that `select.ts` describes, in integers of any size. */
function rankOf(digest: string, seed: number): bigint {
  const prime = 2n ** 31n - 1n;
  const words = (hex: string) =>
    [0, 8, 16].map((start) => BigInt(`0x${hex.slice(start, start + 8)}`));
  const [high = 0n, low = 0n] = words(digest).map((word) => word >> 1n);
  const seedDigest = createHash('sha256').update(String(seed)).digest('hex');
  const [a = 0n, b = 0n, c = 0n] = words(seedDigest).map((word) => 1n + (word % (prime - 1n)));
  return (((high * a) % prime) + ((low * b) % prime) + c) % prime;
}

function range(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

async function importTraces(
  server: TestServer,
  prompts: string[],
  metaOf: (index: number) => object | null = (index) => ({ source: index % 2 ? 'odd' : 'even' }),
  stepCountOf: (index: number) => number = () => 1,
): Promise<void> {
  const traces = prompts.map((prompt) => ({
    traceVersion: '1.0',
    prompt,
    finalAnswer: 'answer',
    steps: Array.from({ length: stepCountOf(Number(prompt)) }, (_, i) => ({
      i,
      type: 't',
      content: 'c',
    })),
    meta: metaOf(Number(prompt)),
  }));
  const { importTraces: imported } = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { createdCount } }
    }`,
    { input: { traces } },
  );
  expect(imported.createdCount).toBe(prompts.length);
}
