import { expect, it } from 'vitest';
import { describeOnEachDatabase, type OpenServer } from '../testing/testServer.ts';
import { buildSample } from '../testing/training.ts';

const RUNS = [
  { modelId: 'b/model', training: { learningRate: 0.5, batchSize: 16 } },
  { modelId: 'a/model', training: { learningRate: 2e-6, batchSize: 8 } },
  { modelId: 'b/model', training: { learningRate: 0.001, batchSize: 8, schedule: 'COSINE' } },
  { modelId: 'a/model', training: { learningRate: 0.5, batchSize: 2, lora: { rank: 4 } } },
];
const RATE = { by: 'SETTING', setting: 'training.learning_rate' };

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String, $by: RunGrouping, $orderBy: RunOrder, $isPinnedFirst: Boolean) {
  runs(first: $first, after: $after, last: $last, before: $before, groupBy: $by, orderBy: $orderBy, isPinnedFirst: $isPinnedFirst) {
    totalCount
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    edges { group node { id } }
  }
}`;

describeOnEachDatabase('Groups of runs', (open) => {
  it('say how many runs each has, in their order', async () => {
    const { server } = await started(open);
    const told = async (by: object) => {
      const { runGroups } = await server.data(
        'query ($by: RunGrouping!) { runGroups(by: $by) { value count } }',
        { by },
      );
      return runGroups.map(({ value, count }: { value: string; count: number }) => [value, count]);
    };
    const setting = (path: string) => told({ by: 'SETTING', setting: path });
    expect(await told({ by: 'DATASET' })).toEqual([['sample-1', 4]]);
    expect(await told({ by: 'KIND' })).toEqual([['SFT', 4]]);
    expect(await told({ by: 'STATUS' })).toEqual([['FAILED', 4]]);
    expect(await told({ by: 'MODEL' })).toEqual([
      ['a/model', 2],
      ['b/model', 2],
    ]);
    expect(await told(RATE)).toEqual([
      ['0.000002', 1],
      ['0.001', 1],
      ['0.5', 2],
    ]);
    expect(await setting('training.batch_size')).toEqual([
      ['2', 1],
      ['8', 2],
      ['16', 1],
    ]);
    expect(await setting('lora.rank')).toEqual([
      ['4', 1],
      ['null', 3],
    ]);
    expect(await setting('no.such.thing')).toEqual([['null', 4]]);
  });

  it('are those of the runs that a filter passes', async () => {
    const { server } = await started(open);
    const { runGroups } = await server.data(
      `query ($by: RunGrouping!) { runGroups(by: $by, filter: { modelId: "b/model" }) { value count } }`,
      { by: RATE },
    );
    expect(runGroups).toEqual([
      { value: '0.001', count: 1 },
      { value: '0.5', count: 1 },
    ]);
  });

  it('keep their runs together in the list, in its order, and page by page both ways', async () => {
    const { listed, paged } = await started(open);
    const whole = [
      ['0.000002', 1],
      ['0.001', 2],
      ['0.5', 3],
      ['0.5', 0],
    ];
    expect(await listed({ by: RATE })).toEqual(whole);
    expect(await paged('first', { by: RATE })).toEqual(whole);
    expect(await paged('last', { by: RATE })).toEqual(whole);
    const orderBy = { field: 'CREATED_AT', direction: 'ASC' };
    expect(await listed({ by: { by: 'MODEL' }, orderBy })).toEqual([
      ['a/model', 1],
      ['a/model', 3],
      ['b/model', 0],
      ['b/model', 2],
    ]);
    expect(await listed({})).toEqual([
      [null, 3],
      [null, 2],
      [null, 1],
      [null, 0],
    ]);
  });

  it('that are folded take no room in the list, but are counted', async () => {
    const { server, listed } = await started(open);
    expect(await listed({ by: { ...RATE, folded: ['0.5', 'never'] } })).toEqual([
      ['0.000002', 1],
      ['0.001', 2],
    ]);
    expect(await listed({ by: { by: 'STATUS', folded: ['FAILED'] } })).toEqual([]);
    const { runs } = await server.data(LIST, { by: { by: 'STATUS', folded: ['FAILED'] } });
    expect(runs.totalCount).toBe(4);
  });

  it('leave the place of another order behind', async () => {
    const { server } = await started(open);
    const { runs } = await server.data(LIST, { first: 1, by: { by: 'MODEL' } });
    const { errors } = await server.send(LIST, {
      first: 1,
      after: runs.pageInfo.endCursor,
      by: { by: 'DATASET' },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION' });
  });

  it('by tags have the runs with the same ones, and last those without', async () => {
    const { server, ids, listed } = await started(open);
    for (const [id, addTags] of [
      [ids[0], ['old', 'best']],
      [ids[1], ['old']],
      [ids[3], ['best', 'old']],
    ]) {
      await server.data(
        'mutation ($input: MarkRunsInput!) { markRuns(input: $input) { __typename } }',
        { input: { ids: [id], addTags } },
      );
    }
    expect(await listed({ by: { by: 'TAGS' } })).toEqual([
      ['best, old', 3],
      ['best, old', 0],
      ['old', 1],
      ['', 2],
    ]);
    expect(await listed({ by: { by: 'TAGS', folded: ['', 'best, old'] } })).toEqual([['old', 1]]);
  });

  it('have their pinned runs first', async () => {
    const { server, ids, listed } = await started(open);
    await server.data(
      'mutation ($input: MarkRunsInput!) { markRuns(input: $input) { __typename } }',
      { input: { ids: [ids[0], ids[2]], isPinned: true } },
    );
    expect(await listed({ by: RATE, isPinnedFirst: true })).toEqual([
      ['0.000002', 1],
      ['0.001', 2],
      ['0.5', 0],
      ['0.5', 3],
    ]);
  });

  it('can not be by a setting that is none, or that is not asked for', async () => {
    const server = await open();
    for (const [by, message] of [
      [{ by: 'SETTING' }, 'Expected `setting` with SETTING'],
      [{ by: 'MODEL', setting: 'lora.rank' }, 'Expected `setting` with SETTING'],
      [{ by: 'SETTING', setting: 'a"b' }, 'Expected keys of a manifest'],
      [{ by: 'SETTING', setting: '' }, 'Expected keys of a manifest'],
    ] as const) {
      const { errors } = await server.send(LIST, { by });
      expect(errors?.[0]?.message).toContain(message);
    }
  });
});

type List = (variables: object) => Promise<[group: string | null, place: number][]>;

/** A server with runs that have ended, and how it lists them: by their places among `RUNS`. */
async function started(open: OpenServer) {
  const server = await open();
  await buildSample(server);
  const ids: string[] = [];
  for (const run of RUNS) {
    const { startRun } = await server.data(
      `mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id } ... on Error { message } } }`,
      { input: { datasetKey: 'sample-1', mode: 'DRY_RUN', ...run } },
    );
    ids.push(startRun.id);
  }
  await server.application.queue.idle();
  const read = async (variables: object) => {
    const { runs } = await server.data(LIST, variables);
    const rows: [string | null, number][] = runs.edges.map(
      ({ group, node }: { group: string | null; node: { id: string } }) => [
        group,
        ids.indexOf(node.id),
      ],
    );
    return { rows, pageInfo: runs.pageInfo };
  };
  const listed: List = async (variables) => (await read({ first: 100, ...variables })).rows;
  const paged = async (end: 'first' | 'last', variables: object) => {
    const all: [string | null, number][] = [];
    let cursor = {};
    for (let isMore = true; isMore; ) {
      const { rows, pageInfo } = await read({ [end]: 1, ...cursor, ...variables });
      if (end === 'first') all.push(...rows);
      else all.unshift(...rows);
      cursor = end === 'first' ? { after: pageInfo.endCursor } : { before: pageInfo.startCursor };
      isMore = end === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    }
    return all;
  };
  return { server, ids, listed, paged };
}
