import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { recordScores, type Verdict } from './record.ts';

const SCORES = `{ traces(orderBy: { direction: ASC }) { edges { node {
  score(criteria: "correct") { score }
  scores { criteria step score label explanation source judge version isNewest }
} } } }`;

const judged = { source: 'PERSON', judge: 'Reviewer one', version: null } as const;

describeOnEachDatabase('Recording scores', (open) => {
  it('keeps the newest of a trace and of each of its steps apart', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const of = (score: number, step?: number): Verdict =>
      step === undefined
        ? { traceId, criteria: 'correct', score }
        : { traceId, criteria: 'correct', score, step };
    await record(server, [of(1), of(0, 0), of(1, 1)]);
    await record(server, [{ ...of(0.5, 0), label: 'partly', explanation: 'The sum is off' }]);
    const { traces } = await server.data(SCORES);
    const [{ node }] = traces.edges;
    expect(node.score).toEqual({ score: 1 });
    expect(node.scores[0]).toEqual({
      criteria: 'correct',
      step: 0,
      score: 0.5,
      label: 'partly',
      explanation: 'The sum is off',
      source: 'PERSON',
      judge: 'Reviewer one',
      version: null,
      isNewest: true,
    });
    const told = node.scores.map(({ step, score, isNewest }: Verdict & { isNewest: boolean }) => [
      step,
      score,
      isNewest,
    ]);
    expect(told).toEqual([
      [0, 0.5, true],
      [1, 1, true],
      [0, 0, false],
      [null, 1, true],
    ]);
  });

  it('leaves the last of equal ones at once as the newest', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const verdicts = [0.1, 0.2, 0.3].map((score) => ({ traceId, criteria: 'correct', score }));
    await record(server, verdicts);
    const { traces } = await server.data(SCORES);
    expect(traces.edges[0].node.score).toEqual({ score: 0.3 });
    const { score } = server.application.database.prisma;
    expect(await score.count({ where: { isNewest: true } })).toBe(1);
  });

  it('of steps leaves filters and orders by the whole trace alone', async () => {
    const server = await open();
    const [one, other] = await importTraces(server, 2);
    await record(server, [
      { traceId: one, criteria: 'correct', score: 1, step: 0 },
      { traceId: other, criteria: 'correct', score: 0.5 },
    ]);
    const idsBy = async (query: string) =>
      (await server.data(`{ traces(${query}) { edges { node { id } } } }`)).traces.edges.map(
        ({ node }: { node: { id: string } }) => node.id,
      );
    expect(await idsBy('filter: { score: { criteria: "correct", min: 0 } }')).toEqual([other]);
    const order = 'orderBy: { field: SCORE, criteria: "correct", direction: DESC }';
    expect(await idsBy(order)).toEqual([other, one]);
  });

  it('by many at the same moment leaves one newest', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const verdicts = [{ traceId, criteria: 'correct', score: 1 }];
    await Promise.all(Array.from({ length: 8 }, () => record(server, verdicts)));
    const { score } = server.application.database.prisma;
    expect(await score.count()).toBe(8);
    expect(await score.count({ where: { isNewest: true } })).toBe(1);
  });
});

async function record(server: TestServer, verdicts: Verdict[]): Promise<void> {
  const { prisma, sql } = server.application.database;
  await prisma.$transaction((transaction) =>
    recordScores({ prisma: transaction, sql }, { verdicts, judged }),
  );
}

async function importTraces(server: TestServer, count: number): Promise<[string, string]> {
  const traces = Array.from({ length: count }, (_, index) => ({
    traceVersion: '1.0',
    prompt: String(index),
    finalAnswer: 'answer',
    steps: [0, 1].map((i) => ({ i, type: 'think', content: 'x' })),
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return data.importTraces.ids;
}
