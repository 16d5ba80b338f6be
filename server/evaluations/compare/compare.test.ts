import { expect, it } from 'vitest';
import { storeEvaluation, type ToldEvaluation } from '../../testing/evaluating.ts';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';

const COMPARE = `query ($baseId: ID!, $otherId: ID!, $allow: Boolean! = false) {
  compareEvaluations(baseId: $baseId, otherId: $otherId, allowDifferentPins: $allow) {
    ... on EvaluationComparison {
      base { id } other { id } rows baseOnly otherOnly baseAccuracy otherAccuracy
      difference { value low high method } isTold visibleDifference
      test { kind better worse equal pValue }
      bothRight fixed broken bothWrong differentConditions { path base other }
      noise { of evaluation { id seed } difference { value } }
    }
    ... on Error { __typename code message }
    ... on DifferentConditionsError { conditions { path base other } }
  } }`;

describeOnEachDatabase('Two evaluations', (open) => {
  async function stored(...evaluations: ToldEvaluation[]) {
    const server = await open();
    const ids = [];
    for (const told of evaluations) ids.push((await storeEvaluation(server, told)).id);
    return { server, ids };
  }

  it('are held against each other question by question', async () => {
    const { server, ids } = await stored({ told: 'c.c.c.w.w.n.x.w' }, { told: 'c.w.c.c.c.c.x.e' });
    expect(await compare(server, ids)).toMatchObject({
      rows: 7,
      baseOnly: 1,
      otherOnly: 0,
      baseAccuracy: 3 / 7,
      otherAccuracy: 5 / 7,
      difference: { value: expect.closeTo(2 / 7), method: 'BOOTSTRAP' },
      isTold: false,
      // Three against one: twice the chance of at most one of four fair throws.
      test: { kind: 'MCNEMAR', better: 3, worse: 1, equal: 3, pValue: expect.closeTo(10 / 16) },
      bothRight: 2,
      fixed: 3,
      broken: 1,
      bothWrong: 1,
      differentConditions: [],
      noise: [],
    });
  });

  it('of several samples are held by the means of questions', async () => {
    const { server, ids } = await stored(
      { told: 'cccc.cccw.ccww.wwww' },
      { told: 'ccce.cwww.cccw.wwww' },
    );
    expect(await compare(server, ids)).toMatchObject({
      // 1, 3/4, 1/2, 0 and 1, 1/4, 3/4, 0.
      difference: { value: expect.closeTo(-0.25 / 4) },
      test: { kind: 'SIGN', better: 1, worse: 1, equal: 2, pValue: 1 },
      bothRight: 1,
      fixed: 1,
      broken: 1,
      bothWrong: 1,
    });
  });

  it('that are much the same set are told apart where the difference is no chance', async () => {
    const { server, ids } = await stored(
      { told: Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? 'c' : 'w')).join('.') },
      { told: Array.from({ length: 200 }, (_, row) => (row % 4 < 2 ? 'c' : 'w')).join('.') },
    );
    const { difference, isTold, visibleDifference } = await compare(server, ids);
    expect(difference.value).toBeCloseTo(0.25);
    expect(difference.low).toBeGreaterThan(0.18);
    expect(difference.high).toBeLessThan(0.32);
    expect(isTold).toBe(true);
    expect(visibleDifference).toBeCloseTo((difference.high - difference.low) / 2, 2);
    const turned = await compare(server, ids.toReversed());
    expect(turned.difference.value).toBeCloseTo(-0.25);
  });

  it('under different conditions are refused with each that differs, unless that is allowed', async () => {
    const { server, ids } = await stored(
      { told: 'c.w' },
      { told: 'c.c', values: { maxNewTokens: 64, suffix: 'Briefly.' } },
    );
    const conditions = [
      { path: 'prompt.suffix', base: 'null', other: '"Briefly."' },
      { path: 'sampling.max_new_tokens', base: '512', other: '64' },
    ];
    expect(await compare(server, ids)).toMatchObject({
      code: 'DIFFERENT_CONDITIONS',
      message: expect.stringContaining('sampling.max_new_tokens 512 and 64'),
      conditions,
    });
    expect(await compare(server, ids, true)).toMatchObject({
      differentConditions: conditions,
      fixed: 1,
    });
  });

  it('of different datasets are held against each other by the traces of their questions', async () => {
    const other = { key: 'questions-2', digest: 'another' };
    const { server, ids } = await stored(
      { told: 'c.w.c', traceIds: ['a', 'b', 'c'] },
      { told: 'c.c.w', traceIds: ['d', 'b', 'a'], dataset: other },
      { told: 'c', traceIds: ['e'], dataset: other },
    );
    expect(await compare(server, ids.slice(0, 2), true)).toMatchObject({
      rows: 2,
      baseOnly: 1,
      otherOnly: 1,
      fixed: 1,
      broken: 1,
      differentConditions: [{ path: 'dataset' }],
    });
    expect(await compare(server, [ids[0], ids[2]], true)).toMatchObject({
      code: 'INVALID_STATE',
      message: expect.stringContaining('share no question'),
    });
  });

  it('show how far each differs from itself with another seed', async () => {
    const { server, ids } = await stored(
      { told: 'cc.ww', seed: 1 },
      { told: 'cc.cw', modelId: 'tunix-rt/other' },
      { told: 'cw.ww', seed: 2 },
      { told: 'ww.ww', seed: 2, step: 10 },
    );
    expect((await compare(server, ids)).noise).toEqual([
      {
        of: 'BASE',
        evaluation: { id: ids[2], seed: 2 },
        difference: { value: expect.closeTo(-0.25) },
      },
    ]);
  });

  it('that are not there, or not complete, are refused', async () => {
    const { server, ids } = await stored({ told: 'c.w' }, { told: 'c.c' });
    expect(await compare(server, [ids[0], 'none'])).toMatchObject({ code: 'NOT_FOUND' });
    const { prisma } = server.application.database;
    await prisma.evaluation.updateMany({
      where: { id: ids[1] ?? '' },
      data: { status: 'RUNNING' },
    });
    expect(await compare(server, ids)).toMatchObject({
      code: 'INVALID_STATE',
      message: expect.stringContaining('still drawing samples'),
    });
  });

  it('are paged by how questions changed, what became of them, and their fields', async () => {
    const { server, ids } = await stored(
      { told: 'cc.cc.cw.ww.ww.cw.ww.cc' },
      { told: 'cc.ww.ww.cc.cw.cw.ww.cw' },
    );
    const all = await pages(server, ids, '');
    expect(all.map(({ row }) => row)).toEqual([1, 2, 7, 0, 5, 6, 4, 3]);
    expect(all.slice(0, 3)).toMatchObject([
      { pair: 'BROKEN', change: -1, baseSamples: 2, otherSamples: 2 },
      { pair: 'BOTH_WRONG', change: -0.5 },
      { pair: 'BROKEN', change: -0.5 },
    ]);
    const fixedFirst = await pages(server, ids, 'orderBy: FIXED_FIRST');
    expect(fixedFirst.map(({ row }) => row)).toEqual([3, 4, 0, 5, 6, 2, 7, 1]);
    const changedFirst = await pages(server, ids, 'orderBy: CHANGED_FIRST');
    expect(changedFirst.map(({ row }) => row)).toEqual([1, 2, 7, 3, 4, 0, 5, 6]);
    const rowsWhere = async (filter: string) =>
      (await pages(server, ids, `filter: { ${filter} }`)).map(({ row }) => row);
    expect(await rowsWhere('pair: FIXED')).toEqual([3]);
    expect(await rowsWhere('pair: BROKEN')).toEqual([1, 7]);
    expect(await rowsWhere('pair: BOTH_RIGHT')).toEqual([0]);
    expect(await rowsWhere('change: BETTER')).toEqual([4, 3]);
    expect(await rowsWhere('change: EQUAL')).toEqual([0, 5, 6]);
    expect(await rowsWhere('change: WORSE, meta: { path: "level", value: "hard" }')).toEqual([
      1, 7,
    ]);
  });
});

async function compare(
  server: TestServer,
  [baseId, otherId]: (string | undefined)[],
  allow = false,
) {
  return (await server.data(COMPARE, { baseId, otherId, allow })).compareEvaluations;
}

/** All the questions of a comparison, three at a time. */
async function pages(server: TestServer, [baseId, otherId]: string[], asked: string) {
  const rows: { row: number; [name: string]: unknown }[] = [];
  for (let after: string | null = null; ; ) {
    const { compareEvaluations: answer } = await server.data(
      `query ($baseId: ID!, $otherId: ID!, $after: String) {
        compareEvaluations(baseId: $baseId, otherId: $otherId) { ... on EvaluationComparison {
          pairs(first: 3, after: $after, ${asked}) { cursor rows {
            pair change question { row } baseSamples { completion } otherSamples { completion }
          } }
        } } }`,
      { baseId, otherId, after },
    );
    for (const { question, baseSamples, otherSamples, ...row } of answer.pairs.rows) {
      rows.push({
        ...{ ...row, row: question.row },
        ...{ baseSamples: baseSamples.length, otherSamples: otherSamples.length },
      });
    }
    after = answer.pairs.cursor;
    if (after === null) return rows;
  }
}
