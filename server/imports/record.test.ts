import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type ServerProcess, serverProcessFactory } from '../testing/serverProcess.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { until } from '../testing/until.ts';

const IMPORTS = `{ imports(first: 10) { totalCount edges { node {
  id name source status format splitting contentHash isAtomic keepsDuplicates
  accepted skipped rejected scoreCount lastRow errors { line message } message endedAt traceCount
} } } }`;

describeOnEachDatabase('An import', (open) => {
  it('is kept with its name, its hash and what came of it, and its traces are found by it', async () => {
    const server = await open();
    const body = `${line('a')}\n{}\n${line('b')}\n`;
    const answer = await post(server, '?name=mine.jsonl', body);
    expect(answer).toMatchObject({ accepted: 2, rejected: 1, scores: 0 });
    const [kept] = await imports(server);
    expect(kept).toMatchObject({
      id: answer.import,
      name: 'mine.jsonl',
      source: 'HTTP',
      status: 'COMPLETED',
      format: null,
      splitting: 'auto',
      contentHash: createHash('sha256').update(body).digest('hex'),
      isAtomic: false,
      keepsDuplicates: false,
      accepted: 2,
      skipped: 0,
      rejected: 1,
      lastRow: 3,
      errors: [{ line: 2, message: expect.stringContaining('trace_version: Expected') }],
      message: null,
      endedAt: expect.any(String),
      traceCount: 2,
    });
    await post(server, '?name=other', line('c'));
    const { traces } = await server.data(
      'query ($id: ID!) { traces(filter: { importId: $id }) { totalCount edges { node { prompt import { name } } } } }',
      { id: kept.id },
    );
    expect(traces).toEqual({
      totalCount: 2,
      edges: ['b', 'a'].map((prompt) => ({ node: { prompt, import: { name: 'mine.jsonl' } } })),
    });
  });

  it('says that its file was imported before, by its bytes, and stores no trace twice', async () => {
    const server = await open();
    const first = await post(server, '?name=first', line('a'));
    expect(first.importedBefore).toBeUndefined();
    const again = await post(server, '?name=again', line('a'));
    expect(again).toMatchObject({
      accepted: 0,
      skipped: 1,
      importedBefore: { id: first.import, name: 'first' },
    });
    expect((await post(server, '', line('b'))).importedBefore).toBeUndefined();
  });

  it('that is refused as a whole is kept with its reason', async () => {
    const server = await open();
    await server.fetch('/traces/import?atomic=true', { method: 'POST', body: `${line('a')}\n{}` });
    expect(await imports(server)).toMatchObject([
      { status: 'REFUSED', accepted: 0, rejected: 1, traceCount: 0, isAtomic: true },
    ]);
  });

  it('is made of a list of traces, too', async () => {
    const server = await open();
    const { importTraces } = await server.data(
      `mutation ($input: ImportTracesInput!) { importTraces(input: $input) {
        ... on ImportTracesPayload { importId traces { import { name source accepted } } } } }`,
      { input: { name: 'by hand', traces: [trace('a')] } },
    );
    expect(importTraces).toEqual({
      importId: expect.any(String),
      traces: [{ import: { name: 'by hand', source: 'GRAPHQL', accepted: 1 } }],
    });
  });

  it.for(['', '&atomic=true'])(
    'stores the scores of its rows with their traces, and neither twice%s',
    async (more) => {
      const server = await open();
      const mapping = {
        prompt: 'q',
        reasoning: 'r',
        answer: 'a',
        scores: { grade: 'g', right: 'ok' },
      };
      const query = `?name=x${more}&mapping=${encodeURIComponent(JSON.stringify(mapping))}`;
      const row = { q: '1 + 1?', a: '2', r: ['one', 'two'], ok: true, g: [0.5, 1] };
      const body = `${JSON.stringify(row)}\n${JSON.stringify({ ...row, q: '2 + 2?', ok: false })}`;
      expect(await post(server, query, body)).toMatchObject({
        accepted: 2,
        scores: 6,
        format: 'mapping',
      });
      expect(await post(server, query, body)).toMatchObject({ accepted: 0, skipped: 2, scores: 0 });
      const changed = body.replace('true', 'false');
      expect(await post(server, query, changed)).toMatchObject({ skipped: 2, scores: 1 });
      const scores = await server.application.database.prisma.score.findMany({
        orderBy: { id: 'asc' },
        select: {
          criteria: true,
          step: true,
          score: true,
          source: true,
          judge: true,
          isNewest: true,
        },
      });
      const given = { source: 'IMPORT', judge: 'mapping', isNewest: true };
      expect(scores).toHaveLength(7);
      expect(scores.slice(0, 3)).toEqual([
        { criteria: 'grade', step: 0, score: 0.5, ...given },
        { criteria: 'grade', step: 1, score: 1, ...given },
        { criteria: 'right', step: -1, score: 1, ...given, isNewest: false },
      ]);
    },
  );

  it('is undone but for what a dataset holds, and again once that is free', async () => {
    const server = await open();
    const lines = Array.from({ length: 4_500 }, (_, index) => `${line(`${index}`)}\n`).join('');
    const { import: id } = await post(server, '', lines);
    await post(server, '', line('another'));
    await server.data(
      'mutation { buildDataset(input: { name: "d", version: "1", limit: 3, filter: { exceptIds: [], source: null } }) { __typename } }',
    );
    expect(await undo(server, id)).toEqual({
      deletedCount: 4_498,
      keptCount: 2,
      heldBy: ['d-1'],
      import: { status: 'UNDONE', accepted: 4_500, traceCount: 2 },
    });
    expect(await undo(server, id)).toMatchObject({ deletedCount: 0, keptCount: 2 });
    await server.data('mutation { deleteDataset(key: "d-1") { __typename } }');
    expect(await undo(server, id)).toMatchObject({ deletedCount: 2, keptCount: 0, heldBy: [] });
    expect(await server.data('{ traces { totalCount } }')).toEqual({ traces: { totalCount: 1 } });
    // What was undone is not said to have been imported before.
    expect((await post(server, '', lines)).importedBefore).toBeUndefined();
  });

  it('is undone while a dataset is built, which gets all its traces or is refused', async () => {
    const server = await open();
    const lines = Array.from({ length: 3_000 }, (_, index) => `${line(`${index}`)}\n`).join('');
    const { import: id } = await post(server, '', lines);
    const build = (version: number) =>
      server.data(
        `mutation { buildDataset(input: { name: "d", version: "${version}", limit: 1000 }) {
          __typename ... on Dataset { traceCount } ... on Error { message } } }`,
      );
    const [first, undone, second] = await Promise.all([build(1), undo(server, id), build(2)]);
    const built = [first, second].filter(({ buildDataset }) => 'traceCount' in buildDataset);
    const kept = await server.data(
      '{ datasets { edges { node { key traceCount } } } traces { totalCount } }',
    );
    expect(kept.datasets.edges).toHaveLength(built.length);
    expect(undone.deletedCount + undone.keptCount).toBe(3_000);
    expect(kept.traces.totalCount).toBeGreaterThanOrEqual(built.length > 0 ? 1_000 : 0);
  });

  it('that is not there, or still at work, is not undone', async () => {
    const server = await open();
    expect(await undo(server, 'nothing')).toEqual({ message: 'There is no import "nothing"' });
    await post(server, '', line('a'));
    const [{ id }] = await imports(server);
    await server.application.database.prisma.import.update({
      where: { id },
      data: { status: 'RUNNING' },
    });
    expect(await undo(server, id)).toEqual({
      message: 'The import is still at work. Stop it, or wait until it has ended.',
    });
  });
});

describe('An import on its way', () => {
  const processes = serverProcessFactory();

  it('is broken off when its sender is gone, and says up to where it was stored', async () => {
    const server = await processes.start(await processes.home());
    const sender = await sendLines(server, 1_500);
    sender.destroy();
    const kept = await untilEnded(server);
    expect(kept).toMatchObject({
      status: 'BROKEN_OFF',
      accepted: 1_500,
      lastRow: 1_500,
      contentHash: null,
      message: expect.stringMatching(/What stands up to row 1500 was stored\.$/),
    });
  });

  it('is broken off when the server is killed, as its next start tells', async () => {
    const home = await processes.home();
    const server = await processes.start(home);
    const sender = await sendLines(server, 1_500);
    await server.end('SIGKILL');
    sender.destroy();
    const successor = await processes.start(home);
    expect(await imports(successor)).toMatchObject([
      {
        status: 'BROKEN_OFF',
        accepted: 1_000,
        traceCount: 1_000,
        message: 'The server stopped meanwhile. What stands up to row 1000 was stored.',
      },
    ]);
  });

  it('is answered with a preview before the rest of its file has come', async () => {
    const server = await processes.start(await processes.home());
    const sender = send(server, '/traces/import/preview');
    sender.write(Array.from({ length: 2_000 }, (_, index) => `${line(`${index}`)}\n`).join(''));
    const [response] = await once(sender, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    expect(JSON.parse(text)).toMatchObject({
      format: { name: 'tunix-rt' },
      counts: { traces: 100 },
    });
    sender.destroy();
  });
});

/** Sends lines of a file that goes on, and waits until the first batch is stored. */
async function sendLines(server: ServerProcess, count: number): Promise<ClientRequest> {
  const sender = send(server, '/traces/import?name=long');
  sender.write(Array.from({ length: count }, (_, index) => `${line(`${index}`)}\n`).join(''));
  await until('a batch is stored', async () => (await imports(server))[0]?.lastRow === 1_000);
  return sender;
}

function send(server: ServerProcess, path: string): ClientRequest {
  const sender = request(`${server.url}${path}`, { method: 'POST' });
  sender.on('error', () => {});
  return sender;
}

async function untilEnded(server: ServerProcess) {
  await until('the import has ended', async () => (await imports(server))[0]?.status !== 'RUNNING');
  return (await imports(server))[0];
}

async function imports(server: Pick<TestServer, 'data'>) {
  const { imports: list } = await server.data(IMPORTS);
  return list.edges.map(({ node }: { node: object }) => node);
}

async function undo(server: TestServer, id: string) {
  const { undoImport } = await server.data(
    `mutation ($id: ID!) { undoImport(id: $id) {
      ... on UndoImportPayload { deletedCount keptCount heldBy import { status accepted traceCount } }
      ... on Error { message } } }`,
    { id },
  );
  return undoImport;
}

async function post(server: TestServer, query: string, body: string) {
  const response = await server.fetch(`/traces/import${query}`, { method: 'POST', body });
  expect(response.status).toBe(200);
  return response.json();
}

function line(prompt: string): string {
  return JSON.stringify({
    trace_version: '1.0',
    prompt,
    final_answer: 'answer',
    steps: [{ i: 0, type: 'think', content: 'step' }],
  });
}

function trace(prompt: string) {
  return {
    traceVersion: '1.0',
    prompt,
    finalAnswer: 'answer',
    steps: [{ i: 0, type: 'think', content: 'step' }],
  };
}
