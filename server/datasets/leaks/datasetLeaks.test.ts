import { expect, it } from 'vitest';
import { storeScored } from '../../testing/storeTraces.ts';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';

const BUILD = `mutation ($input: BuildDatasetInput!) {
  buildDataset(input: $input) { ... on Dataset { key } ... on Error { message } }
}`;
const LEAKS = `query ($key: String!, $split: String, $otherKey: String!, $otherSplit: String, $leastShare: Float!) {
  datasetLeaks(key: $key, split: $split, otherKey: $otherKey, otherSplit: $otherSplit, leastShare: $leastShare) {
    ... on DatasetLeaks {
      rowCount otherCount equalCount overlapCount
      rows(first: 100) { position isEqual share trace { prompt } other { prompt } }
    }
    ... on Error { code message }
  }
}`;

const LONG =
  'A train leaves the old station at nine in the morning and travels sixty miles every hour without a stop';

describeOnEachDatabase('Leaks', (open) => {
  it('are rows that ask the same, or share runs of eight words, whichever side is larger', async () => {
    const server = await open();
    await store(server, 'train', [LONG, 'What is 2 + 2?', 'unrelated', 'also unrelated', 'more']);
    await store(server, 'small', [
      `Yesterday: ${LONG.replace('without a stop', 'until it stops somewhere')}`,
      'what  is 2 + 2?',
      'clean',
    ]);
    const leaks = await find(server, { key: 'small-1', otherKey: 'train-1', leastShare: 0.5 });
    expect(leaks).toMatchObject({ rowCount: 3, otherCount: 5, equalCount: 1, overlapCount: 1 });
    expect(leaks.rows).toMatchObject([
      { position: 1, isEqual: true, share: 1, other: { prompt: 'What is 2 + 2?' } },
      { position: 2, isEqual: false, share: expect.closeTo(10 / 15), other: { prompt: LONG } },
    ]);
    const strict = await find(server, { key: 'small-1', otherKey: 'train-1', leastShare: 0.9 });
    expect(strict).toMatchObject({ equalCount: 1, overlapCount: 0 });

    const back = await find(server, { key: 'train-1', otherKey: 'small-1', leastShare: 0.5 });
    expect(back).toMatchObject({ rowCount: 5, otherCount: 3, equalCount: 1, overlapCount: 1 });
    expect(back.rows.map(({ trace }: { trace: object }) => trace)).toEqual([
      { prompt: 'What is 2 + 2?' },
      { prompt: LONG },
    ]);
    expect(back.rows[1].share).toBeCloseTo(10 / 13);
  });

  it('do not count a phrase that a whole dataset shares', async () => {
    const server = await open();
    const asked = (name: string, count: number) =>
      Array.from(
        { length: count },
        (_, index) =>
          `Solve this problem step by step and give the answer after the word answer: ${name} ${index} ${name} ${index} ${name} ${index}`,
      );
    await store(server, 'train', asked('apples', 80));
    await store(server, 'eval', [...asked('pears', 60), asked('apples', 1)[0] ?? '']);
    for (const [key, otherKey] of [
      ['eval-1', 'train-1'],
      ['train-1', 'eval-1'],
    ] as const) {
      const leaks = await find(server, { key, otherKey, leastShare: 0.3 });
      expect(leaks).toMatchObject({ equalCount: 1, overlapCount: 0 });
    }
  });

  it('between two sides of a dataset are what a split by meta lets through', async () => {
    const server = await open();
    await storeScored(
      server,
      Array.from({ length: 80 }, (_, index) => ({
        prompt: `question ${index % 40}`,
        answer: String(index),
        meta: { id: index },
      })),
    );
    const parts = [
      { name: 'train', fraction: 0.5 },
      { name: 'test', fraction: 0.5 },
    ];
    for (const [version, groupBy] of [
      ['1', null],
      ['2', 'id'],
    ]) {
      const split = { parts, groupBy };
      await server.data(BUILD, { input: { name: 'd', version, split } });
    }
    const sides = { split: 'test', otherSplit: 'train', leastShare: 0.5 };
    const whole = await find(server, { key: 'd-1', otherKey: 'd-1', ...sides });
    expect(whole).toMatchObject({ equalCount: 0, overlapCount: 0 });
    const torn = await find(server, { key: 'd-2', otherKey: 'd-2', ...sides });
    expect(torn.equalCount).toBeGreaterThan(5);
  });

  it('are not looked for in the same rows, or in what is not there', async () => {
    const server = await open();
    await store(server, 'd', ['one']);
    for (const [search, code, message] of [
      [{ key: 'd-1', otherKey: 'd-1' }, 'VALIDATION', 'the same rows twice'],
      [{ key: 'd-1', otherKey: 'e-1' }, 'NOT_FOUND', 'There is no dataset "e-1"'],
      [
        { key: 'd-1', otherKey: 'd-1', split: 'x' },
        'NOT_FOUND',
        'There is no split "x" of d-1: it has none',
      ],
    ] as const) {
      const refused = await find(server, { ...search, leastShare: 0.5 });
      expect(refused).toMatchObject({ code, message: expect.stringContaining(message) });
    }
  });

  async function store(server: TestServer, name: string, prompts: string[]): Promise<void> {
    const ids = await storeScored(
      server,
      prompts.map((prompt) => ({ prompt })),
    );
    await server.data(BUILD, { input: { name, version: '1', filter: { ids } } });
  }

  async function find(server: TestServer, variables: object) {
    const { datasetLeaks } = await server.data(LEAKS, variables);
    return datasetLeaks;
  }
});
