import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { describe, expect, it, onTestFinished } from 'vitest';
import { INDEXER } from '../../database/wordIndex/postgresqlStore.ts';
import { isPostgresqlThere } from '../../testing/postgresql.ts';
import {
  describeOnEachDatabase,
  serverFactory,
  type TestServer,
} from '../../testing/testServer.ts';
import { until } from '../../testing/until.ts';

const FOUND = `query ($search: String!) {
  traces(first: 100, filter: { search: $search }) {
    totalCount totalIsFloor edges { node { prompt excerpt(search: $search) { match } } }
  }
}`;

const TRACES: Record<string, object> = {
  'Eine ÜBUNG.': {},
  'eine U\u0308bung macht': {},
  'Le CAFE\u0301 noir': {},
  'ПРИВЕТ, МИЙ мир': {},
  'θέλει αρετή σοφός': {},
  'in İstanbul, Straße': {},
  今日は漢字を学ぶ: {},
  '한국어를 배우다': {},
  'ภาษาไทย ดี': {},
  'const userName = getUserName(a_b);': {},
  'the quick brown fox': {},
  'brown the quick': {},
  'words and wording': {},
  '100% of 1000': {},
  'a 2.75 × 60 b 😀': {},
  'مرحبا بالعالم': {},
  'in a step': { steps: [step('needle one'), step('haystack', 1)] },
  'in an answer': { final_answer: 'needle two' },
  'in what is expected': { expected_answer: 'needle three' },
  'in the context': { context: [{ role: 'user', content: 'needle four' }] },
  'in meta': { meta: { note: 'needle five' } },
  'in a type': { steps: [{ ...step('x'), type: 'needle' }] },
};

const CASES: [search: string, prompts: string[]][] = [
  ['ubung', ['Eine ÜBUNG.', 'eine U\u0308bung macht']],
  ['Übung', ['Eine ÜBUNG.', 'eine U\u0308bung macht']],
  ['cafe', ['Le CAFE\u0301 noir']],
  ['привет мий', ['ПРИВЕТ, МИЙ мир']],
  ['ΣΟΦΟΣ', ['θέλει αρετή σοφός']],
  ['istanbul strasse', ['in İstanbul, Straße']],
  ['漢', ['今日は漢字を学ぶ']],
  ['ぶ', ['今日は漢字を学ぶ']],
  ['漢字', ['今日は漢字を学ぶ']],
  ['漢字を学', ['今日は漢字を学ぶ']],
  ['字漢', []],
  ['국어', ['한국어를 배우다']],
  ['ไทย', ['ภาษาไทย ดี']],
  ['username', ['const userName = getUserName(a_b);']],
  ['getUser', ['const userName = getUserName(a_b);']],
  // Parts of a name stand beside nothing.
  ['"getuser username"', []],
  ['"user name"', []],
  ['a_b', ['const userName = getUserName(a_b);']],
  ['quick brown', ['brown the quick', 'the quick brown fox']],
  ['"quick brown"', ['the quick brown fox']],
  ['"the quick" -fox', ['brown the quick']],
  ['brown -"quick brown"', ['brown the quick']],
  ['wor*', ['words and wording']],
  ['word', []],
  ['"and wor"*', ['words and wording']],
  ['-word* quick', ['brown the quick', 'the quick brown fox']],
  ['100%', ['100% of 1000']],
  ['2.75', ['a 2.75 × 60 b 😀']],
  ['× 60', ['a 2.75 × 60 b 😀']],
  ['😀', ['a 2.75 × 60 b 😀']],
  ['%', ['100% of 1000']],
  ['مرحبا', ['مرحبا بالعالم']],
  ['needle', ['in a step', 'in an answer', 'in the context', 'in what is expected']],
  ['"one haystack"', []],
  ['needle haystack', ['in a step']],
  ['quick OR needle', []],
  ['"quick', ['brown the quick', 'the quick brown fox']],
  ['-', []],
  ['"', []],
];

const HOSTILE = [
  'NEAR(a b, 2)',
  'text: x ^y {a b}: c',
  '"a" + "b" AND NOT (c OR d)',
  "a' & b | !c <-> d:*A \\",
  '*',
  '**',
  '-*',
  '""',
  '-""',
  '"" ""*',
  '\0a\0',
  '\ud800x',
  ' ',
  'a'.repeat(10_000),
  'a '.repeat(5_000),
  '"'.repeat(9_999),
  '-a '.repeat(3_000),
  '漢'.repeat(10_000),
  '\u202e\u0300\u0301',
  '\'; DROP TABLE "Trace"; --',
  '=m0 =',
];

describeOnEachDatabase('A search', (open) => {
  it('finds words, phrases, prefixes and what is left of them, in every language and part', async () => {
    const server = await open();
    await importLines(server, TRACES);
    for (const [search, prompts] of CASES) {
      const { traces } = await server.data(FOUND, { search });
      expect([search, promptsOf(traces), traces.totalCount, traces.totalIsFloor]).toEqual([
        search,
        prompts.toSorted(),
        prompts.length,
        false,
      ]);
      if (!search.startsWith('-')) {
        for (const { node } of traces.edges)
          expect([search, node.excerpt]).not.toEqual([search, null]);
      }
    }
  });

  it('takes any text for what it may say, and never fails', async () => {
    const server = await open();
    await importLines(server, TRACES);
    for (const search of HOSTILE) {
      const { errors } = await server.send(FOUND, { search });
      expect([search.slice(0, 20), errors]).toEqual([search.slice(0, 20), undefined]);
    }
  });

  it('finds a trace as soon as it is stored, and no longer when it was deleted', async () => {
    const server = await open();
    for (let round = 0; round < 5; round++) {
      await importLines(server, { [`fresh ${round}`]: {} });
      const { traces } = await server.data(FOUND, { search: `fresh ${round}` });
      expect([round, promptsOf(traces)]).toEqual([round, [`fresh ${round}`]]);
    }
    await server.data(
      `mutation { deleteMatchingTraces(filter: { search: "fresh -3" }) { __typename } }`,
    );
    const { traces } = await server.data(FOUND, { search: 'fresh' });
    expect([promptsOf(traces), traces.totalCount]).toEqual([['fresh 3'], 1]);
  });

  it('gives its pages in the order of the list, without a gap or a repeat', async () => {
    const server = await open();
    const names = Array.from(
      { length: 1_500 },
      (_, index) => `row ${index} ${index % 3 ? 'odd' : 'even'}`,
    );
    await importLines(server, Object.fromEntries(names.map((name) => [name, {}])));
    for (const direction of ['ASC', 'DESC']) {
      const seen: string[] = [];
      for (let after: string | null = null; ; ) {
        const { traces } = await server.data(PAGE, { after, direction });
        seen.push(...traces.edges.map(({ node }: { node: { prompt: string } }) => node.prompt));
        if (!traces.pageInfo.hasNextPage) break;
        after = traces.pageInfo.endCursor;
      }
      const wanted = names.filter((name) => name.endsWith('even'));
      expect(seen).toEqual(direction === 'ASC' ? wanted : wanted.toReversed());
    }
  });

  it('keeps the order of ids within a millisecond, whichever of them were indexed first', async () => {
    const server = await open();
    const msecs = Date.now();
    const idsOf = (sequences: number[]) => sequences.map((seq) => v7({ msecs, seq }));
    const [older, newer] = [idsOf([1, 2, 3, 4]), idsOf([11, 12, 13, 14])];
    for (const ids of [newer, older]) {
      await storeAs(server, ids);
      await server.application.database.words.catchUp();
    }
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { traces } = await server.data(
        `query ($after: String) { traces(first: 3, after: $after, filter: { search: "moment" }) {
          edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(...traces.edges.map(({ node }: { node: { id: string } }) => node.id));
      if (!traces.pageInfo.hasNextPage) break;
      after = traces.pageInfo.endCursor;
    }
    expect(seen).toEqual([...older, ...newer].reverse());
  });

  it('selects for a dataset what the list has', async () => {
    const server = await open();
    await importLines(server, TRACES);
    const { previewDataset } = await server.data(
      `{ previewDataset(input: { name: "n", version: "1", filter: { search: "needle -four" } }) {
        ... on DatasetPreview { matchCount sample { prompt } } } }`,
    );
    const { traces } = await server.data(FOUND, { search: 'needle -four' });
    expect(previewDataset.matchCount).toBe(3);
    expect(previewDataset.sample.map(({ prompt }: { prompt: string }) => prompt).sort()).toEqual(
      promptsOf(traces),
    );
  });

  it('finds what was stored before there was an index of it', async () => {
    const server = await open();
    await importLines(server, TRACES);
    const { database } = server.application;
    const isSqlite = database.provider === 'sqlite';
    if (!isSqlite) await database.prisma.$executeRaw`DELETE FROM "SearchIndex"`;
    await server.restart(async () => {
      if (isSqlite) await rm(join(server.home, 'tunix-rt.db-search'));
    });
    const { traces } = await server.data(FOUND, { search: 'needle' });
    expect(traces.totalCount).toBe(4);
  });
});

const PAGE = `query ($after: String, $direction: OrderDirection!) {
  traces(first: 70, after: $after, filter: { search: "even row" }, orderBy: { direction: $direction }) {
    edges { node { prompt } } pageInfo { hasNextPage endCursor }
  }
}`;

function promptsOf({ edges }: { edges: { node: { prompt: string } }[] }): string[] {
  return edges.map(({ node }) => node.prompt).sort();
}

async function importLines(server: TestServer, traces: Record<string, object>): Promise<void> {
  const lines = Object.entries(traces).map(([prompt, more]) =>
    JSON.stringify({ trace_version: '1.0', prompt, final_answer: 'none', steps: [], ...more }),
  );
  const response = await server.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
  expect(await response.json()).toMatchObject({ accepted: lines.length });
}

/** Stores a trace under each id. */
async function storeAs({ application }: TestServer, ids: string[]): Promise<void> {
  const lengths = { stepCount: 0, stepChars: 0, charCount: 0, sizeBytes: 0 };
  const content = { traceVersion: '1', prompt: 'moment', finalAnswer: 'a', steps: [], ...lengths };
  const rest = { createdAt: new Date(), digest: '', rankHigh: 0, rankLow: 0 };
  await application.database.prisma.trace.createMany({
    data: ids.map((id) => ({ id, ...content, ...rest })),
  });
}

function step(content: string, i = 0) {
  return { i, type: 't', content };
}

describe.skipIf(!isPostgresqlThere)('The index of words in PostgreSQL', () => {
  const open = serverFactory('postgresql');

  it('does not keep a server from closing while somebody holds the table that it reads', async () => {
    const server = await open();
    const other = new pg.Client({ connectionString: server.application.settings.DATABASE_URL });
    other.on('error', () => {});
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('BEGIN; LOCK TABLE "TraceWords"');
    await server.fetch('/traces/import', { method: 'POST', body: LINE });
    await until('the index waits for the table', async () => {
      // Within a transaction, what was seen of others stays as it was first.
      await other.query('SELECT pg_stat_clear_snapshot()');
      const waiting = await other.query(
        'SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = $2',
        [INDEXER, 'Lock'],
      );
      return waiting.rowCount ? true : null;
    });
    await server.application.close();
  });
});

const LINE = JSON.stringify({ trace_version: '1.0', prompt: 'p', final_answer: 'a', steps: [] });
