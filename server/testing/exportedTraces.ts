import { recordScores } from '../scores/record.ts';
import type { TestServer } from './testServer.ts';

const EARLIER = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Hello' },
  { role: 'assistant', content: 'Hi.' },
  { role: 'tool', content: '{"now": 5}' },
];

/** Two answers to each of two questions, with all that a trace may have; meta whose types differ from row to row. */
export const EXPORTED_TRACES = [
  {
    trace_version: '1.0',
    prompt: 'What is 27 × 19?',
    final_answer: '513 "é" 𝄞',
    steps: [
      { i: 0, type: 'compute', content: '27 × 20 = 540\n\n𝄞' },
      { i: 4, type: 'check', content: ' 540 − 27 = 513\n' },
    ],
    meta: { source: 'a', kind: { z: 1, a: [null, '漢'] } },
  },
  {
    trace_version: '1.0',
    prompt: 'What is 27 × 19?',
    final_answer: '513',
    steps: [{ i: 0, type: 'think', content: 'I know.' }],
    meta: { kind: 'a text' },
  },
  {
    trace_version: '2.0-beta',
    context: EARLIER,
    prompt: 'And half of 8?',
    final_answer: '4',
    expected_answer: '4',
    steps: [],
    meta: { kind: 3 },
  },
  {
    trace_version: '1.0',
    context: EARLIER,
    prompt: 'And half of 8?',
    final_answer: 'It is 4.\n',
    expected_answer: '4',
    steps: [{ i: 1, type: 'think', content: '8 / 2 = 4' }],
  },
];

/** Stores traces, gives each a tenth more by the criteria `place` than the one before, and builds the dataset `d-1` of them,
 * in their order. */
export async function storeExported(server: TestServer, traces: object[]): Promise<string[]> {
  const body = traces.map((trace) => `${JSON.stringify(trace)}\n`).join('');
  await server.fetch('/traces/import', { method: 'POST', body });
  const { database } = server.application;
  const stored = await database.prisma.trace.findMany({
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const ids = stored.map(({ id }) => id);
  const verdicts = ids.map((traceId, index) => ({
    traceId,
    criteria: 'place',
    score: index / 10,
  }));
  await database.prisma.$transaction((prisma) =>
    recordScores(
      { prisma, sql: database.sql },
      { verdicts, judged: { source: 'PROGRAM', judge: 'test', version: null } },
    ),
  );
  await server.data(BUILD, { input: { name: 'd', version: '1', limit: 100_000, filter: { ids } } });
  return ids;
}

const BUILD = `mutation ($input: BuildDatasetInput!) {
  buildDataset(input: $input) { ... on Error { message } }
}`;
