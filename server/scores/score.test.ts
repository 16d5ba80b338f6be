import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const SCORE = `mutation ($input: ScoreTraceInput!) {
  scoreTrace(input: $input) {
    ... on Score { id criteria score details isNewest traceId trace { prompt } }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;
const SCORE_ALL = `mutation ($input: ScoreTracesInput!) {
  scoreTraces(input: $input) {
    ... on ScoreTracesPayload { scoredCount }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;
const SCORES = `{ traces(orderBy: { direction: ASC }) { edges { node {
  prompt score { score details } scores { id score isNewest }
} } } }`;

describeOnEachDatabase('Scoring', (open) => {
  it('adds a score with every call, of which the newest counts', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, [3]);
    const { scoreTrace: first } = await server.data(SCORE, { input: { traceId } });
    expect(first).toMatchObject({
      criteria: 'baseline',
      score: 15.33,
      details: {
        step_count: 3,
        avg_step_length: 3.33,
        total_chars: 10,
        step_score: 15,
        length_score: 0.33,
      },
      isNewest: true,
      traceId,
      trace: { prompt: '3' },
    });
    const { scoreTrace: second } = await server.data(SCORE, { input: { traceId } });
    const { traces } = await server.data(SCORES);
    expect(traces.edges[0].node.scores).toEqual([
      { id: second.id, score: 15.33, isNewest: true },
      { id: first.id, score: 15.33, isNewest: false },
    ]);
  });

  it('of all traces gives each what it would get alone', async () => {
    const server = await open();
    const ids = await importTraces(server, [1, 2, 3, 4, 12]);
    const alone = [];
    for (const traceId of ids) {
      const { scoreTrace } = await server.data(SCORE, { input: { traceId } });
      alone.push({ score: scoreTrace.score, details: scoreTrace.details });
    }
    const { scoreTraces } = await server.data(SCORE_ALL, { input: {} });
    expect(scoreTraces).toEqual({ scoredCount: 5 });
    const { traces } = await server.data(SCORES);
    const nodes = traces.edges.map(({ node }: { node: object }) => node);
    expect(nodes.map(({ score }: { score: object }) => score)).toEqual(alone);
    expect(nodes.map(({ scores }: { scores: object[] }) => scores.length)).toEqual([2, 2, 2, 2, 2]);
  });

  it('of those that pass a filter leaves the others as they are', async () => {
    const server = await open();
    await importTraces(server, [1, 2, 3]);
    const filter = { stepCount: { min: 2 } };
    const { scoreTraces } = await server.data(SCORE_ALL, { input: { filter } });
    expect(scoreTraces).toEqual({ scoredCount: 2 });
    const { traces } = await server.data(SCORES);
    expect(
      traces.edges.map(({ node }: { node: { score: object | null } }) => node.score !== null),
    ).toEqual([false, true, true]);
  });

  it('reaches every trace of many thousands once', async () => {
    const server = await open();
    const line = JSON.stringify({
      trace_version: '1.0',
      prompt: 'p',
      final_answer: 'a',
      steps: [{ i: 0, type: 't', content: 'c' }],
    });
    await server.fetch('/traces/import?onDuplicate=keep', {
      method: 'POST',
      body: `${line}\n`.repeat(11_000),
    });
    const { scoreTraces } = await server.data(SCORE_ALL, { input: {} });
    expect(scoreTraces).toEqual({ scoredCount: 11_000 });
    const { score } = server.application.database.prisma;
    expect(await score.count()).toBe(11_000);
    expect(await score.count({ where: { isNewest: true } })).toBe(11_000);
    expect((await score.groupBy({ by: ['traceId'] })).length).toBe(11_000);
  });

  it('at the same moment by two callers leaves one newest score', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, [3]);
    await Promise.all([
      server.data(SCORE, { input: { traceId } }),
      server.data(SCORE_ALL, { input: {} }),
      server.data(SCORE, { input: { traceId } }),
      server.data(SCORE_ALL, { input: {} }),
    ]);
    const { score } = server.application.database.prisma;
    expect(await score.count()).toBe(4);
    expect(await score.count({ where: { isNewest: true } })).toBe(1);
  });

  it('is refused for a trace that is not stored, and for unknown criteria', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, [1]);
    const { scoreTrace: unknown } = await server.data(SCORE, { input: { traceId: 'unknown' } });
    expect(unknown).toEqual({ code: 'NOT_FOUND', message: 'There is no trace "unknown"' });
    const message = 'Expected `criteria` to be one of baseline, answer, got "constructor"';
    const refusal = {
      code: 'VALIDATION',
      message: `input.criteria: ${message}`,
      issues: [{ path: ['input', 'criteria'], message }],
    };
    const criteria = 'constructor';
    expect((await server.data(SCORE, { input: { traceId, criteria } })).scoreTrace).toEqual(
      refusal,
    );
    expect((await server.data(SCORE_ALL, { input: { criteria } })).scoreTraces).toEqual(refusal);
    const { scoreTraces } = await server.data(SCORE_ALL, {
      input: { filter: { stepCount: { min: 2, max: 1 } } },
    });
    expect(scoreTraces.issues[0].path).toEqual(['input', 'filter', 'stepCount']);
    expect(await server.application.database.prisma.score.count()).toBe(0);
  });
});

/** Traces named by their number of steps; every step but the first has three characters, that has four. */
async function importTraces(server: TestServer, stepCounts: number[]): Promise<string[]> {
  const traces = stepCounts.map((count) => ({
    traceVersion: '1.0',
    prompt: String(count),
    finalAnswer: 'answer',
    steps: Array.from({ length: count }, (_, i) => ({
      i,
      type: 'think',
      content: i === 0 ? '𝄞é漢!' : 'abc',
    })),
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return data.importTraces.ids;
}
