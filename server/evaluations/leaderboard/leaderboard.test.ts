import { expect, it } from 'vitest';
import { newId } from '../../ids.ts';
import { storeEvaluation, type ToldEvaluation } from '../../testing/evaluating.ts';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';
import { buildQuestions } from '../../testing/training.ts';

const LEADERBOARD = `query ($baseline: String) { leaderboard(datasetKey: "questions-1", baseline: $baseline) {
  pinsHash leftOut baseline { name } entries { rank repeatCount evaluation { id modelId step seed startRun { name } numbers { accuracy { value low high method } }
      lineage { training { runId name step datasetKey split } leaks { leakCount rowCount isFloor } } }
    difference { difference { value low high } isTold test { pValue } } } } }`;

/** Of two hundred questions the first ones right, one sample each. */
function right(correct: number): string {
  return Array.from({ length: 200 }, (_, row) => (row < correct ? 'c' : 'w')).join('.');
}

describeOnEachDatabase('A leaderboard', (open) => {
  it('ranks what was evaluated alike, and shares ranks that can not be told apart', async () => {
    const server = await open();
    const store = (modelId: string, told: string, more: Partial<ToldEvaluation> = {}) =>
      storeEvaluation(server, { modelId, told, ...more });
    await store('fair', right(100), { seed: 1 });
    await store('worst', right(60));
    await store('best', right(121));
    await store('good', right(118));
    await store('fair', right(102), { seed: 2 });
    const warm = await store('fair', 'cw.cc');
    const { leaderboard } = await server.data(LEADERBOARD);
    expect(leaderboard).toHaveLength(2);
    const [ofWarm, cold] = leaderboard;
    expect(ofWarm).toMatchObject({
      pinsHash: warm.pinsHash,
      entries: [{ rank: 1, evaluation: { id: warm.id }, difference: null }],
    });
    expect(
      cold.entries.map(({ rank, repeatCount, evaluation }: Record<string, object>) => [
        rank,
        repeatCount,
        evaluation?.['modelId' as never],
      ]),
    ).toEqual([
      [1, 0, 'best'],
      [1, 0, 'good'],
      [3, 1, 'fair'],
      [4, 0, 'worst'],
    ]);
    expect(await server.data(LEADERBOARD)).toEqual({ leaderboard });
  });

  it('holds each against the baseline under its conditions', async () => {
    const server = await open();
    const base = await storeEvaluation(server, { modelId: 'base', told: right(100) });
    await storeEvaluation(server, { modelId: 'better', told: right(150) });
    await server.data(
      `mutation ($id: ID!) { setBaseline(input: { evaluationId: $id, name: "main" }) { __typename } }`,
      { id: base.id },
    );
    const { leaderboard } = await server.data(LEADERBOARD);
    expect(leaderboard).toMatchObject([
      {
        baseline: { name: 'main' },
        leftOut: 0,
        entries: [
          { rank: 1, difference: { difference: { value: 0.25 }, isTold: true } },
          { rank: 2, difference: null },
        ],
      },
    ]);
    const other = await server.data(LEADERBOARD, { baseline: 'none' });
    expect(other.leaderboard[0]).toMatchObject({ baseline: null });
  });

  it('tells which trainings led to a subject, and what they had learned of the questions', async () => {
    const server = await open();
    await buildQuestions(server, 6);
    const { dataset } = await server.data('{ dataset(key: "questions-1") { id digest } }');
    const part =
      await server.data(`mutation { buildDataset(input: { name: "part", version: "1", limit: 2 }) {
      ... on Dataset { key digest } } }`);
    const first = await storeTraining(server, { key: 'gone-1', digest: 'gone' });
    const second = await storeTraining(server, part.buildDataset, first);
    const told = {
      ...{ told: 'c.c.c.c.c.w', step: 20, startRunId: second },
      ...{ dataset: { key: 'questions-1', digest: dataset.digest } },
    };
    const trained = await storeEvaluation(server, told);
    const base = await storeEvaluation(server, { ...told, step: 0 });
    const lineageOf = async (id: string) =>
      (
        await server.data(
          `query ($id: ID!) { evaluation(id: $id) { lineage {
            training { runId step datasetKey split isCut } leaks { leakCount rowCount isFloor } } } }`,
          { id },
        )
      ).evaluation.lineage;
    expect(await lineageOf(trained.id)).toEqual([
      {
        training: { runId: first, step: 10, datasetKey: 'gone-1', split: null, isCut: false },
        leaks: { leakCount: 0, rowCount: 6, isFloor: true },
      },
      {
        training: { runId: second, step: 20, datasetKey: 'part-1', split: null, isCut: false },
        leaks: { leakCount: 2, rowCount: 6, isFloor: false },
      },
    ]);
    expect(await lineageOf(base.id)).toEqual([]);
    expect(await leaksOf(server, trained.id)).toEqual({ leakCount: 2, rowCount: 6, isFloor: true });
    expect(await leaksOf(server, base.id)).toBeNull();
  });

  it('counts no row as learned that a training held out', async () => {
    const server = await open();
    await buildQuestions(server, 6);
    const { dataset } = await server.data('{ dataset(key: "questions-1") { key digest } }');
    const holdsOut = { evaluation: { fraction: 0.2 }, seed: 1 };
    const leaksAfter = async (plan: object | null) => {
      const startRunId = await storeTraining(server, dataset, null, { ...holdsOut, plan });
      const told = { told: 'c.c.c.c.c.w', step: 20, startRunId, dataset };
      return leaksOf(server, (await storeEvaluation(server, told)).id);
    };
    expect(await leaksAfter({ droppedRows: 0 })).toMatchObject({ leakCount: 5, rowCount: 6 });
    // Which rows it held out of the others is not told.
    expect(await leaksAfter({ droppedRows: 1 })).toMatchObject({ leakCount: 6, rowCount: 6 });
    expect(await leaksAfter(null)).toMatchObject({ leakCount: 6, rowCount: 6 });
  });
});

describeOnEachDatabase('A matrix', (open) => {
  const MATRIX = `query ($ids: [ID!]!) { evaluationMatrix(ids: $ids) {
    ... on EvaluationMatrix { evaluations { id } differences { base other difference { value } isTold
      test { better worse equal pValue } } }
    ... on Error { code message } } }`;

  it('has the paired difference of each two', async () => {
    const server = await open();
    const tolds = [right(100), right(150), 'c.e', 'e.c'];
    const ids = [];
    for (const told of tolds) ids.push((await storeEvaluation(server, { told })).id);
    const { evaluationMatrix } = await server.data(MATRIX, { ids });
    expect(evaluationMatrix.evaluations).toEqual(ids.map((id) => ({ id })));
    expect(evaluationMatrix.differences).toMatchObject([
      {
        ...{ base: 0, other: 1, difference: { value: 0.25 }, isTold: true },
        test: { better: 50, worse: 0, equal: 150 },
      },
      // What got no verdict says nothing, and two without a common question are left out.
      { base: 0, other: 2, difference: { value: 0 }, test: { equal: 1 } },
      { base: 0, other: 3, difference: { value: 0 }, test: { equal: 1 } },
      { base: 1, other: 2, test: { equal: 1 } },
      { base: 1, other: 3, test: { equal: 1 } },
    ]);
    const two = await server.data(
      `query ($a: ID!, $b: ID!) { compareEvaluations(baseId: $a, otherId: $b) {
        ... on EvaluationComparison { difference { value } isTold test { better worse equal pValue } } } }`,
      { a: ids[0], b: ids[1] },
    );
    expect(evaluationMatrix.differences[0]).toMatchObject(two.compareEvaluations);
  });

  it('is refused under different conditions, and of one evaluation', async () => {
    const server = await open();
    const one = await storeEvaluation(server, { told: 'c.w' });
    const other = await storeEvaluation(server, { told: 'cw.ww' });
    const { evaluationMatrix } = await server.data(MATRIX, { ids: [one.id, other.id] });
    expect(evaluationMatrix).toMatchObject({ code: 'DIFFERENT_CONDITIONS' });
    const { errors } = await server.send(MATRIX, { ids: [one.id, one.id] });
    expect(JSON.stringify(errors)).toContain('Expected each evaluation once');
  });
});

async function leaksOf(server: TestServer, id: string) {
  const query = 'query ($id: ID!) { evaluation(id: $id) { leaks { leakCount rowCount isFloor } } }';
  return (await server.data(query, { id })).evaluation.leaks;
}

/** Stores a training on a dataset, one that goes on from another where that is given. */
async function storeTraining(
  { application: { database, homeId } }: TestServer,
  { key, digest }: { key: string; digest: string },
  startRunId: string | null = null,
  { plan = null, ...values }: { plan?: object | null; evaluation?: object; seed?: number } = {},
): Promise<string> {
  const id = newId();
  await database.prisma.run.create({
    data: {
      ...{ id, name: `sft ${id}`, createdAt: new Date(), home: homeId, mode: 'LOCAL' },
      ...{
        status: 'COMPLETED',
        modelId: 'm',
        outputDir: './output',
        message: 'Training completed',
      },
      ...{ datasetKey: key, datasetDigest: digest, startRunId },
      ...(plan && { plan }),
      configuration: {
        ...{ dataset: { path: `./datasets/${key}.jsonl` }, data: { digest } },
        ...{ evaluation: { fraction: 0 }, seed: 0, start: { steps: [10] } },
        ...values,
      },
    },
  });
  return id;
}
