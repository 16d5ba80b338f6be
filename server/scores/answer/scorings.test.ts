import { expect, it } from 'vitest';
import { fakeInterpreter, NO_PYTHON, pythonIsMissing } from '../../testing/interpreter.ts';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';
import { until } from '../../testing/until.ts';

const SCORE = `mutation ($traceId: ID!) {
  outcome: scoreTrace(input: { traceId: $traceId, criteria: "answer" }) {
    ... on Score { criteria score label explanation details source judge version }
    ... on Error { code message }
  }
}`;
const START = `mutation ($filter: TraceFilter) {
  outcome: scoreTraces(input: { filter: $filter, criteria: "answer" }) {
    ... on ScoreTracesPayload { scoredCount scoring { id status } }
    ... on Error { code message }
  }
}`;
const SCORING = `query ($id: ID!) { scoring(id: $id) {
  status message endedAt filter traceCount leftOutCount
  correctCount wrongCount noAnswerCount cutOffCount errorCount errors { traceId message }
} }`;
const SCORES = `{ traces(orderBy: { direction: ASC }) { edges { node {
  prompt score(criteria: "answer") { score label }
} } } }`;
const CANCEL = `mutation ($id: ID!) {
  outcome: cancelScoring(id: $id) { ... on Scoring { status message } ... on Error { code message } }
}`;

const PYTHON = { TUNIX_PYTHON: 'python3' };

describeOnEachDatabase('Scoring by the answer', (open) => {
  it.skipIf(pythonIsMissing)('gives a trace 1 or 0 with the verdict and who gave it', async () => {
    const server = await open(PYTHON);
    const [right, wrong] = await importTraces(server, [
      ['18 eggs', '18'],
      ['17', '18'],
    ]);
    const { outcome } = await server.data(SCORE, { traceId: right });
    expect(outcome).toEqual({
      criteria: 'answer',
      score: 1,
      label: 'correct',
      explanation: 'the same number; no unit is expected',
      details: {
        outcome: 'correct',
        extracted: '18 eggs',
        rule: 'whole',
        reason: 'the same number; no unit is expected',
        tier: 'number',
        disagreement: null,
      },
      source: 'PROGRAM',
      judge: 'answer',
      version: '1',
    });
    expect((await server.data(SCORE, { traceId: wrong })).outcome).toMatchObject({
      score: 0,
      label: 'wrong',
    });
  });

  it.skipIf(pythonIsMissing)(
    'of all that match goes on as a job that counts each outcome',
    async () => {
      const server = await open(PYTHON);
      await importTraces(server, [
        ['18', '18'],
        ['17', '18'],
        ['First.\nThen 18.', '18'],
        ['<think>so', '18'],
        ['18', null],
        ['18', '18', { truncated: true }],
        ['other', 'other', { source: 'elsewhere' }],
      ]);
      const filter = { source: 'here' };
      const { outcome } = await server.data(START, { filter });
      expect(outcome).toMatchObject({ scoredCount: 0, scoring: { status: 'RUNNING' } });
      expect(await ended(server, outcome.scoring.id)).toMatchObject({
        status: 'COMPLETED',
        filter,
        traceCount: 5,
        leftOutCount: 1,
        correctCount: 1,
        wrongCount: 1,
        noAnswerCount: 1,
        cutOffCount: 2,
        errorCount: 0,
        errors: [],
      });
      const { traces } = await server.data(SCORES);
      expect(traces.edges.map(({ node }: { node: { score: object } }) => node.score)).toEqual([
        { score: 1, label: 'correct' },
        { score: 0, label: 'wrong' },
        { score: 0, label: 'no_answer' },
        { score: 0, label: 'cut_off' },
        null,
        { score: 0, label: 'cut_off' },
        null,
      ]);
    },
  );

  it('gives no score where the verifier dies of a trace, which is listed', async () => {
    const python = await standIn(`if (text === 'die') process.exit(3)`);
    const server = await open({ TUNIX_PYTHON: python });
    const [good, bad] = await importTraces(server, [
      ['x', 'x'],
      ['die', 'x'],
      ['y', 'x'],
    ]);
    const { outcome } = await server.data(START);
    const message = expect.stringContaining('exited with code 3');
    expect(await ended(server, outcome.scoring.id)).toMatchObject({
      status: 'COMPLETED',
      correctCount: 2,
      errorCount: 1,
      errors: [{ traceId: bad, message }],
    });
    expect(await server.application.database.prisma.score.count()).toBe(2);
    const alone = await server.data(SCORE, { traceId: bad });
    expect(alone.outcome).toEqual({ code: 'INVALID_STATE', message });
    expect((await server.data(SCORE, { traceId: good })).outcome.score).toBe(1);
  });

  it('fails as a whole where the verifier always dies, and keeps what was scored', async () => {
    const python = await standIn(`if (text !== 'Answer: 1/2' && text !== 'x') process.exit(3)`);
    const server = await open({ TUNIX_PYTHON: python });
    await importTraces(
      server,
      Array.from({ length: 25 }, () => ['die', 'x'] as const),
    );
    const { outcome } = await server.data(START);
    expect(await ended(server, outcome.scoring.id)).toMatchObject({
      status: 'FAILED',
      message: expect.stringContaining('The verifier is not available'),
    });
    expect(await server.application.database.prisma.score.count()).toBe(0);
  });

  it('is refused where Python is missing, and where nothing is expected or stored', async () => {
    const server = await open({ TUNIX_PYTHON: NO_PYTHON });
    const [traceId, bare] = await importTraces(server, [
      ['18', '18'],
      ['18', null],
    ]);
    const unavailable = {
      code: 'VERIFIER_UNAVAILABLE',
      message: expect.stringMatching(/not found\. Install Python.*TUNIX_PYTHON/),
    };
    expect((await server.data(SCORE, { traceId })).outcome).toEqual(unavailable);
    expect((await server.data(START)).outcome).toEqual(unavailable);
    expect((await server.data(SCORE, { traceId: bare })).outcome).toEqual({
      code: 'INVALID_STATE',
      message: expect.stringContaining('it has no expected answer'),
    });
    expect((await server.data(SCORE, { traceId: 'unknown' })).outcome.code).toBe('NOT_FOUND');
    expect(await server.application.database.prisma.scoring.count()).toBe(0);
  });

  it('stops when it is cancelled, and is settled when the server stops', async () => {
    const python = await standIn(`if (text === 'wait') return`);
    const server = await open({ TUNIX_PYTHON: python });
    await importTraces(server, [['wait', 'x']]);
    const first = (await server.data(START)).outcome.scoring.id;
    expect((await server.data(CANCEL, { id: first })).outcome).toEqual({
      status: 'CANCELLED',
      message: 'Cancelled while at work',
    });
    expect((await server.data(CANCEL, { id: first })).outcome.code).toBe('INVALID_STATE');
    expect((await server.data(CANCEL, { id: 'unknown' })).outcome.code).toBe('NOT_FOUND');
    const second = (await server.data(START)).outcome.scoring.id;
    await server.restart();
    expect((await server.data(SCORING, { id: second })).scoring).toMatchObject({
      status: 'FAILED',
      message: expect.stringContaining('The server stopped'),
    });
  });

  it('is done by four at a time', async () => {
    const server = await open({ TUNIX_PYTHON: await standIn(`if (text === 'wait') return`) });
    await importTraces(server, [['wait', 'x']]);
    for (const _ of [1, 2, 3, 4]) {
      expect((await server.data(START)).outcome.scoring.status).toBe('RUNNING');
    }
    expect((await server.data(START)).outcome.code).toBe('INVALID_STATE');
  });
});

async function ended(server: TestServer, id: string) {
  return until('the scoring has ended', async () => {
    const { scoring } = await server.data(SCORING, { id });
    return scoring.endedAt ? scoring : null;
  });
}

/** A stand-in that finds all right, after it has done for each `text` what the source says. */
function standIn(source: string): Promise<string> {
  return fakeInterpreter(`
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { id, text } = JSON.parse(line);
      ${source};
      console.log(JSON.stringify({ id, outcome: 'correct', extracted: null, rule: null,
        reason: 'said', tier: null, disagreement: null, verifier: 'answer', version: 1 }));
    });`);
}

/** Traces of a final answer, what is expected, and meta. */
async function importTraces(
  server: TestServer,
  answers: (readonly [string, string | null, object?])[],
): Promise<string[]> {
  const traces = answers.map(([finalAnswer, expectedAnswer, meta = {}], index) => ({
    traceVersion: '1.0',
    prompt: `Question ${index + 1}1`,
    finalAnswer,
    expectedAnswer,
    steps: [],
    meta: { source: 'here', ...meta },
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return data.importTraces.ids;
}
