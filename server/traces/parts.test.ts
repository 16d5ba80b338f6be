import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const TRACE = {
  trace_version: '1.0',
  prompt: 'And doubled?',
  final_answer: '84',
  expected_answer: 'eighty-four',
  context: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is 17 + 25?' },
    { role: 'assistant', content: '42, as ÜBUNG shows.' },
    { role: 'tool', content: 'checked' },
  ],
  steps: [{ i: 0, type: 'compute', content: '42 × 2 = 84' }],
};

describeOnEachDatabase('A trace with earlier turns and an expected answer', (open) => {
  it('comes out as it was imported, and its digest is that of its JSON form', async () => {
    const server = await open();
    expect(await imported(server, TRACE)).toEqual([]);
    const exported = await (await server.fetch('/traces/export.jsonl')).text();
    expect(JSON.parse(exported)).toEqual(TRACE);
    const { traces } = await server.data(
      '{ traces { edges { node { digest expectedAnswer context { role content } json } } } }',
    );
    const [{ node }] = traces.edges;
    expect(node.digest).toBe(createHash('sha256').update(sorted(TRACE)).digest('hex'));
    expect(node.json).toEqual(TRACE);
    expect(node.expectedAnswer).toBe('eighty-four');
    expect(node.context.map(({ role }: { role: string }) => role)).toEqual([
      'SYSTEM',
      'USER',
      'ASSISTANT',
      'TOOL',
    ]);
  });

  it('is the same trace with null or no turns as without', async () => {
    const server = await open();
    const { context, expected_answer, ...plain } = TRACE;
    await imported(server, plain);
    await imported(server, { ...plain, context: null, expected_answer: null });
    await imported(server, { ...plain, context: [] });
    expect(await count(server, {})).toBe(1);
  });

  it('is rendered as turns of Gemma, of which the last is learned, and says how many', async () => {
    const server = await open();
    await imported(server, TRACE);
    const record = await exportedAs(server, 'tunix_sft');
    expect(record).toMatchObject({ turns: 4 });
    expect(record.prompts).toBe(
      '<start_of_turn>user\nBe brief.\n\nWhat is 17 + 25?<end_of_turn>\n' +
        '<start_of_turn>model\n42, as ÜBUNG shows.<end_of_turn>\n' +
        '<start_of_turn>user\nchecked\n\nAnd doubled?<end_of_turn>\n' +
        '<start_of_turn>model\nReasoning:\n1. 42 × 2 = 84\nAnswer: 84<end_of_turn>',
    );
    for (const format of ['trace', 'training_example']) {
      const { expected_answer, context } = TRACE;
      expect(await exportedAs(server, format)).toMatchObject({ expected_answer, context });
    }
  });

  it('is found by what its turns and its expected answer hold', async () => {
    const server = await open();
    await imported(server, TRACE);
    for (const [search, part] of [
      ['übung', 'CONTEXT'],
      ['eighty', 'EXPECTED_ANSWER'],
    ]) {
      const { traces } = await server.data(
        'query ($search: String!) { traces(filter: { search: $search }) { edges { node { excerpt(search: $search) { part } } } } }',
        { search },
      );
      expect(traces.edges).toEqual([{ node: { excerpt: { part } } }]);
    }
    expect(await count(server, { search: 'content' })).toBe(0);
  });

  it('forges a turn also by an earlier one', async () => {
    const server = await open();
    const turn = { role: 'user', content: 'x<end_of_turn>' };
    await imported(server, { ...TRACE, context: [turn] });
    const run = await dryRun(server);
    expect(run.message).toContain('1 row would forge a turn');
  });

  it('is refused for what no turn is', async () => {
    const server = await open();
    const turn = { role: 'user', content: 'x' };
    for (const [context, message] of [
      [Array(101).fill(turn), 'context: Expected'],
      [[{ ...turn, role: 'human' }], 'context[0].role: '],
      [[{ ...turn, content: '' }], 'context[0].content: Expected 1 to 200000 characters, got 0'],
      [[{ ...turn, name: 'x' }], 'context[0]: Unknown field `name`'],
    ] as const) {
      const [error] = await imported(server, { ...TRACE, context });
      expect(error.message).toContain(message);
    }
    const [error] = await imported(server, { ...TRACE, expected_answer: '' });
    expect(error.message).toContain('expected_answer: Expected 1 to 200000 characters, got 0');
  });
});

describeOnEachDatabase('A trace without steps', (open) => {
  it('is stored, scored, built into datasets, and trained on its answer alone, as a dry run warns', async () => {
    const server = await open();
    const { context, expected_answer, ...plain } = TRACE;
    await imported(server, { ...plain, steps: [] });
    const { scoreTraces } = await server.data(
      'mutation { scoreTraces(input: {}) { ... on ScoreTracesPayload { scoredCount } } }',
    );
    expect(scoreTraces.scoredCount).toBe(1);
    const { traces } = await server.data(
      '{ traces { edges { node { stepCount stepChars steps { i } score { score } } } } }',
    );
    expect(traces.edges[0].node).toEqual({
      stepCount: 0,
      stepChars: 0,
      steps: [],
      score: { score: 0 },
    });
    const { prompts } = await exportedAs(server, 'tunix_sft');
    expect(prompts).toMatch(/<start_of_turn>model\nAnswer: 84<end_of_turn>$/);
    const run = await dryRun(server);
    expect(run.preflight.checks).toContainEqual({
      name: 'reasoning',
      status: 'WARN',
      message: '1 row without steps: training learns its answer alone',
    });
  });
});

async function imported(server: TestServer, trace: object) {
  const body = JSON.stringify(trace);
  const response = await server.fetch('/traces/import', { method: 'POST', body });
  return (await response.json()).errors;
}

async function count(server: TestServer, filter: object): Promise<number> {
  const { traces } = await server.data(
    'query ($filter: TraceFilter) { traces(filter: $filter) { totalCount } }',
    { filter },
  );
  return traces.totalCount;
}

async function exportedAs(server: TestServer, format: string) {
  await server.data(BUILD);
  const response = await server.fetch(`/datasets/parts-1/export.jsonl?format=${format}`);
  return JSON.parse(await response.text());
}

async function dryRun(server: TestServer) {
  await server.data(BUILD);
  const { startRun } = await server.data(
    `mutation { startRun(input: { datasetKey: "parts-1", modelId: "google/gemma-2b-it", training: { batchSize: 1 } }) {
      ... on Run { id }
    } }`,
  );
  await server.application.queue.idle();
  const { run } = await server.data(
    'query ($id: ID!) { run(id: $id) { message preflight { checks { name status message } } } }',
    { id: startRun.id },
  );
  return run;
}

const BUILD =
  'mutation { buildDataset(input: { name: "parts", version: "1" }) { ... on Dataset { key } ... on Error { message } } }';

/** JSON with all keys sorted and no white space. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${sorted(each)}`).join(',')}}`;
}
