import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const ADD = `mutation ($input: AddScoresInput!) {
  outcome: addScores(input: $input) {
    ... on AddScoresPayload {
      addedCount
      scores { criteria step score label explanation source judge version isNewest }
    }
    ... on ValidationError { issues { path message } }
  }
}`;

describeOnEachDatabase('Adding scores', (open) => {
  it('keeps what a person says of traces and of steps, with their name', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const { outcome } = await add(server, [
      { traceId, criteria: 'clarity', score: 3, label: 'good', explanation: 'Short and to it.' },
      { traceId, criteria: 'step', score: 0, step: 1 },
    ]);
    const given = { source: 'PERSON', judge: 'Ada', version: null, isNewest: true };
    expect(outcome).toEqual({
      addedCount: 2,
      scores: [
        {
          ...given,
          criteria: 'clarity',
          step: null,
          score: 3,
          label: 'good',
          explanation: 'Short and to it.',
        },
        { ...given, criteria: 'step', step: 1, score: 0, label: null, explanation: null },
      ],
    });
  });

  it('takes all or none, and names each trace and step that is not there', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const { outcome } = await add(server, [
      { traceId, criteria: 'a', score: 1 },
      { traceId: 'unknown', criteria: 'a', score: 1 },
      { traceId, criteria: 'a', score: 1, step: 2 },
    ]);
    expect(outcome.issues).toEqual([
      { path: ['input', 'scores', '1', 'traceId'], message: 'There is no trace unknown' },
      { path: ['input', 'scores', '2', 'step'], message: 'Expected `step` to be 0 to 1, got 2' },
    ]);
    expect(await server.application.database.prisma.score.count()).toBe(0);
  });

  it('takes 1 to 1,000 scores with a criteria and a name', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const score = { traceId, criteria: 'a', score: 1 };
    expect((await add(server, [])).outcome.issues[0].path).toEqual(['input', 'scores']);
    const many = Array.from({ length: 1_001 }, () => score);
    expect((await add(server, many)).outcome.issues[0].message).toMatch(/at most 1000 items/);
    expect((await add(server, [{ ...score, criteria: '' }])).outcome.issues[0].path).toEqual([
      'input',
      'scores',
      '0',
      'criteria',
    ]);
    expect((await add(server, [score], { judge: '' })).outcome.issues[0].path).toEqual([
      'input',
      'judge',
    ]);
    expect((await add(server, many.slice(1))).outcome.addedCount).toBe(1_000);
  });
});

describeOnEachDatabase('Importing scores', (open) => {
  it('finds traces by id, by digest and by a value in meta', async () => {
    const server = await open();
    const [first] = await importTraces(server, 3);
    const second = (await allTraces(server))[1];
    const report = await send(server, [
      { traceId: first, criteria: 'r', score: 1, step: 0, explanation: 'fine' },
      { digest: second?.digest, criteria: 'r', score: 0.5, judge: 'prm', version: '2' },
      { meta: { path: 'task.number', equals: 2 }, criteria: 'r', score: -1, label: 'bad' },
      { meta: { path: 'kind', equals: 'all' }, criteria: 'r', score: 7 },
    ]);
    expect(report).toEqual({ accepted: 4, scores: 6, rejected: 0, errors: [] });
    const traces = await allTraces(server);
    expect(traces.map(({ scores }) => scores.map(({ score }) => score).toSorted())).toEqual([
      [1, 7],
      [0.5, 7],
      [-1, 7],
    ]);
    expect(traces[1]?.scores.at(-1)).toEqual({
      score: 0.5,
      source: 'IMPORT',
      judge: 'prm',
      version: '2',
      isNewest: false,
    });
    expect(traces[0]?.scores[0]).toMatchObject({ judge: 'file-7', isNewest: true });
  });

  it('keeps the good lines, and tells of each bad one what is wrong with it', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const digest = 'a'.repeat(64);
    const report = await send(server, [
      { traceId, criteria: 'r', score: 1 },
      { criteria: 'r', score: 1 },
      { traceId, digest, criteria: 'r', score: 1 },
      '{"traceId":',
      { traceId, criteria: 'r', score: 'high' },
      { traceId: 'gone', criteria: 'r', score: 1 },
      { digest, criteria: 'r', score: 1 },
      { digest: 'short', criteria: 'r', score: 1 },
      { meta: { path: 'task.number', equals: 99 }, criteria: 'r', score: 1 },
      { traceId, criteria: 'r', score: 1, step: 5 },
      { traceId, criteria: 'r', score: 1, colour: 'red' },
    ]);
    expect(report).toMatchObject({ accepted: 1, scores: 1, rejected: 10 });
    const one = 'Expected one of `traceId`, `digest` and `meta`, got';
    expect(report.errors).toEqual([
      { line: 2, message: `${one} 0` },
      { line: 3, message: `${one} 2` },
      { line: 4, message: expect.stringContaining('JSON') },
      { line: 5, message: expect.stringContaining('got "high"') },
      { line: 6, message: 'There is no trace gone' },
      { line: 7, message: `There is no trace with {"digest":"${digest}"}` },
      { line: 8, message: expect.stringContaining('64 hexadecimal digits') },
      { line: 9, message: 'There is no trace with {"path":"task.number","equals":99}' },
      { line: 10, message: 'Expected `step` to be 0 to 1, got 5' },
      { line: 11, message: expect.stringContaining('`colour`') },
    ]);
  });

  it('takes many thousand lines, the last of the same trace and criteria counting', async () => {
    const server = await open();
    const [traceId] = await importTraces(server, 1);
    const report = await send(
      server,
      Array.from({ length: 4_500 }, (_, score) => ({ traceId, criteria: 'r', score })),
    );
    expect(report).toMatchObject({ accepted: 4_500, scores: 4_500 });
    const { trace } = await server.data(
      `query ($id: ID!) { trace(id: $id) { score(criteria: "r") { score } } }`,
      { id: traceId },
    );
    expect(trace.score.score).toBe(4_499);
  });

  it('of nothing, and of what is no text, is a problem', async () => {
    const server = await open();
    const empty = await server.fetch('/scores/import', { method: 'POST' });
    expect([empty.status, (await empty.json()).title]).toEqual([400, 'Empty body']);
    const form = await server.fetch('/scores/import', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: 'x',
    });
    expect(form.status).toBe(415);
    expect(form.headers.get('content-type')).toBe('application/problem+json');
    const other = await server.fetch('/scores/import?judgee=x', { method: 'POST', body: '{}' });
    expect([other.status, (await other.json()).code]).toEqual([400, 'VALIDATION']);
  });
});

function add(server: TestServer, scores: object[], more: object = {}) {
  return server.data(ADD, { input: { source: 'PERSON', judge: 'Ada', scores, ...more } });
}

async function send(server: TestServer, lines: (object | string)[]) {
  const response = await server.fetch('/scores/import?judge=file-7', {
    method: 'POST',
    body: lines
      .map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
      .join(''),
  });
  expect(response.status).toBe(200);
  return response.json();
}

type Listed = { digest: string; scores: { score: number }[] };

async function allTraces(server: TestServer): Promise<Listed[]> {
  const { traces } = await server.data(`{ traces(orderBy: { direction: ASC }) { edges { node {
    digest scores { score source judge version isNewest }
  } } } }`);
  return traces.edges.map(({ node }: { node: Listed }) => node);
}

async function importTraces(server: TestServer, count: number): Promise<string[]> {
  const traces = Array.from({ length: count }, (_, number) => ({
    traceVersion: '1.0',
    prompt: `Question ${number}`,
    finalAnswer: 'answer',
    steps: [0, 1].map((i) => ({ i, type: 'think', content: 'x' })),
    meta: { kind: 'all', task: { number } },
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return data.importTraces.ids;
}
