import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  describeOnEachDatabase,
  serverFactory,
  type TestServer,
} from '../../testing/testServer.ts';

const open = serverFactory();

describe('A mapping by hand', () => {
  it.for<[string, object, object, object]>([
    [
      'paths of every depth, and the rest into meta',
      {
        prompt: 'q.text',
        answer: 'out[-1].value',
        expectedAnswer: 'q."the.key"',
        reasoning: 'why',
      },
      {
        q: { text: 'Q', 'the.key': 7, level: 2 },
        out: [{ value: 'no' }, { value: 'A' }],
        why: 'one\n\ntwo',
        id: 5,
        gone: null,
      },
      {
        prompt: 'Q',
        final_answer: 'A',
        expected_answer: '7',
        steps: [
          { i: 0, type: 'think', content: 'one' },
          { i: 1, type: 'think', content: 'two' },
        ],
        meta: { q: { level: 2 }, out: [{ value: 'no' }, { value: 'A' }], id: 5 },
      },
    ],
    [
      'chosen fields into meta, where they stood',
      { prompt: 'q', answer: 'a', meta: ['task.kind', 'id'] },
      { q: 'Q', a: 'A', task: { kind: 'sum', other: 1 }, id: 3, more: 4 },
      { prompt: 'Q', final_answer: 'A', meta: { task: { kind: 'sum' }, id: 3 } },
    ],
    [
      'a conversation that has both the prompt and the answer',
      { messages: 'chat', meta: [] },
      {
        chat: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Q' },
          { role: 'assistant', content: '<think>hm</think>A' },
        ],
      },
      {
        context: [{ role: 'system', content: 'Be brief.' }],
        prompt: 'Q',
        steps: [{ i: 0, type: 'think', content: 'hm' }],
        final_answer: 'A',
      },
    ],
    [
      'a conversation before a prompt and an answer that stand beside it',
      { messages: 'chat', prompt: 'q', answer: 'a', reasoning: 'steps', meta: [] },
      {
        chat: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello' },
        ],
        q: 'Q',
        a: 'A',
        steps: ['s1', { text: 's2' }],
      },
      {
        context: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
        ],
        prompt: 'Q',
        steps: [{ content: 's1' }, { content: 's2' }],
        final_answer: 'A',
      },
    ],
    [
      'an answer with its thoughts in tags',
      { prompt: 'q', answer: 'a' },
      { q: 'Q', a: '<think>hm</think>A' },
      { steps: [{ content: 'hm' }], final_answer: 'A' },
    ],
    [
      'what is expected for the answer, where none is given',
      { prompt: 'q', expectedAnswer: 'e' },
      { q: 'Q', e: 42 },
      { final_answer: '42', expected_answer: '42' },
    ],
  ])('takes %s', async ([, mapping, row, expected]) => {
    const server = await open();
    const { rows } = await previewed(server, mapping, JSON.stringify(row));
    expect(rows[0].problem).toBeUndefined();
    expect(rows[0].traces).toMatchObject([expected]);
  });

  it.for<[string, string[]]>([
    ['auto', ['1. one\n2. two', 'three']],
    ['numbered', ['one', 'two\n\nthree']],
    ['lines', ['1. one', '2. two', 'three']],
    ['one', ['1. one\n2. two\n\nthree']],
  ])(
    'has its reasoning split by %s as chosen, when it is imported too',
    async ([splitting, steps]) => {
      const server = await open();
      const mapping = JSON.stringify({ prompt: 'q', answer: 'a', reasoning: 'r' });
      const body = JSON.stringify({ q: 'Q', a: 'A', r: '1. one\n2. two\n\nthree' });
      const query = new URLSearchParams({ mapping, splitting });
      const preview = await server.fetch(`/traces/import/preview?${query}`, {
        method: 'POST',
        body,
      });
      const { rows } = await preview.json();
      expect(rows[0].traces[0].steps.map(({ content }: { content: string }) => content)).toEqual(
        steps,
      );
      await server.fetch(`/traces/import?${query}`, { method: 'POST', body });
      const { traces, imports } = await server.data(
        '{ traces { edges { node { steps { content } } } } imports { edges { node { splitting } } } }',
      );
      expect(traces.edges[0].node.steps.map(({ content }: { content: string }) => content)).toEqual(
        steps,
      );
      expect(imports.edges[0].node.splitting).toBe(splitting);
    },
  );

  it('reads scores as numbers, as true or false, and as texts of them', async () => {
    const server = await open();
    const mapping = {
      prompt: 'q',
      answer: 'a',
      scores: { n: 'n', b: 'b', t: 't', none: 'x', empty: 'e' },
    };
    const row = { q: 'Q', a: 'A', n: 0.25, b: true, t: ' 7 ', e: '' };
    const { rows } = await previewed(server, mapping, JSON.stringify(row));
    expect(rows[0].traces[0].scores).toEqual([
      { criteria: 'n', score: 0.25 },
      { criteria: 'b', score: 1 },
      { criteria: 't', score: 7 },
    ]);
  });

  it.for<[object, object, string]>([
    [
      { prompt: 'nope', answer: 'a' },
      { q: 'Q', a: 'A' },
      'Expected `prompt` at `nope`, got nothing there; the row has the fields q, a',
    ],
    [
      { prompt: 'q', answer: 'a' },
      { q: { x: 1 }, a: 'A' },
      'Expected `prompt` at `q` to be a text, got {"x":1}',
    ],
    [
      { prompt: 'q', answer: 'a' },
      { q: '', a: 'A' },
      'prompt: Expected 1 to 200000 characters, got 0',
    ],
    [
      { prompt: 'q', answer: 'a' },
      { q: 'Q' },
      'Expected `answer` at `a`, got nothing there; the row has the fields q',
    ],
    [{ messages: 'q' }, { q: 'Q' }, 'Expected `messages` at `q` to be a list of turns, got "Q"'],
    [
      { messages: 'q' },
      { q: [{ role: 'user', content: 'Q' }] },
      "Expected a conversation that ends with the assistant's turn, got one that ends with a turn of user",
    ],
    [
      { prompt: 'q', answer: 'a', reasoning: 'r' },
      { q: 'Q', a: 'A', r: { x: 1 } },
      'Expected `reasoning` at `r` to be a text or a list of texts, got {"x":1}',
    ],
    [
      { prompt: 'q', answer: 'a', scores: { s: 'r' } },
      { q: 'Q', a: 'A', r: 'good' },
      'Expected `scores.s` at `r` to be a number, true or false, got "good"',
    ],
    [
      { prompt: 'q', answer: 'a', scores: { s: 'r' } },
      { q: 'Q', a: 'A', r: [1] },
      "scores[0].step: Expected one of the trace's 0 steps, from 0, got 0",
    ],
  ])('of %j refuses the row %j and says why', async ([mapping, row, message]) => {
    const server = await open();
    const { errors } = await previewed(server, mapping, JSON.stringify(row));
    expect(errors).toEqual([{ line: 1, message }]);
  });

  it.for<[string, string]>([
    ['nothing', 'There is no mapping "nothing"'],
    ['{"prompt":"q"', 'mapping: Expected JSON: '],
    [
      '{"prompt":"q"}',
      'mapping.answer: Expected a path for `answer`, `expectedAnswer` or `messages`, got none of them',
    ],
    [
      '{"answer":"q"}',
      'mapping.prompt: Expected a path for `prompt`, or for `messages`, got neither',
    ],
    ['{"prompt":"a..b","answer":"x"}', 'mapping.prompt: Expected the path of a field'],
    ['{"prompt":"a[x]","answer":"x"}', 'mapping.prompt: Expected the path of a field'],
    ['{"prompt":"a","answer":"x","steps":"y"}', 'mapping: Unknown field `steps`'],
    [
      '{"prompt":"a","answer":"x","meta":"all"}',
      'mapping.meta: Expected `meta` to be "rest" or a list of paths',
    ],
  ])('is refused as %s', async ([mapping, message]) => {
    const server = await open();
    const response = await server.fetch(`/traces/import?mapping=${encodeURIComponent(mapping)}`, {
      method: 'POST',
      body: '{}',
    });
    expect((await response.json()).detail).toContain(message);
    expect((await server.data('{ imports { totalCount } }')).imports.totalCount).toBe(0);
  });

  it('works on every container', async () => {
    const server = await open();
    const rows = [
      { q: 'Q1', a: 'A1', s: 1 },
      { q: 'Q2', a: 'A2', s: 0 },
    ];
    const jsonl = rows.map((row) => JSON.stringify(row)).join('\n');
    const mapping = encodeURIComponent('{"prompt":"q","answer":"a","scores":{"ok":"s"},"meta":[]}');
    for (const body of [
      jsonl,
      JSON.stringify(rows),
      'q,a,s\nQ1,A1,1\nQ2,A2,0\n',
      'q\ta\ts\nQ1\tA1\t1\nQ2\tA2\t0\n',
      gzipSync(jsonl),
      zstdCompressSync('q,a,s\nQ1,A1,1\nQ2,A2,0\n'),
    ]) {
      const response = await server.fetch(`/traces/import?onDuplicate=keep&mapping=${mapping}`, {
        method: 'POST',
        body,
      });
      expect(await response.json()).toMatchObject({ accepted: 2, scores: 2, format: 'mapping' });
    }
    const digests = await server.data('{ traces { edges { node { digest } } } }');
    expect(
      new Set(digests.traces.edges.map(({ node }: { node: { digest: string } }) => node.digest))
        .size,
    ).toBe(2);
  });
});

describeOnEachDatabase('A mapping that is kept', (openEach) => {
  it('is used by its name, stays one, and is gone when it is deleted', async () => {
    const server = await openEach();
    expect(await keep(server, 'mine', { prompt: 'q', answer: 'a' })).toMatchObject({
      name: 'mine',
      mapping: { prompt: 'q', answer: 'a', meta: 'rest', scores: {} },
    });
    expect(await keep(server, 'mine', { prompt: 'x', answer: 'y' })).toEqual({
      message: 'There is a mapping "mine" already. Delete it first, or choose another name.',
    });
    const response = await server.fetch('/traces/import?mapping=mine', {
      method: 'POST',
      body: '{"q":"Q","a":"A","n":1}',
    });
    expect(await response.json()).toMatchObject({ accepted: 1 });
    const { imports, importMappings } = await server.data(
      '{ imports { edges { node { mapping format } } } importMappings { name } }',
    );
    expect(imports.edges[0].node).toMatchObject({ format: 'mapping', mapping: { prompt: 'q' } });
    expect(importMappings).toEqual([{ name: 'mine' }]);
    const gone =
      'mutation { deleteImportMapping(name: "mine") { ... on ImportMapping { name } ... on Error { message } } }';
    expect((await server.data(gone)).deleteImportMapping).toEqual({ name: 'mine' });
    expect((await server.data(gone)).deleteImportMapping).toEqual({
      message: 'There is no mapping "mine"',
    });
  });

  it('is refused with a path that is none, or a name that is none', async () => {
    const server = await openEach();
    expect(await keep(server, 'mine', { prompt: '', answer: 'a' })).toMatchObject({
      message: expect.stringContaining('prompt: Expected the path of a field'),
    });
    expect(await keep(server, '{x}', { prompt: 'q', answer: 'a' })).toMatchObject({
      message: expect.stringContaining('name: Expected a name'),
    });
  });
});

async function keep(server: TestServer, name: string, mapping: object) {
  const { createImportMapping } = await server.data(
    `mutation ($input: CreateImportMappingInput!) { createImportMapping(input: $input) {
      ... on ImportMapping { name mapping } ... on Error { message } } }`,
    { input: { name, mapping } },
  );
  return createImportMapping;
}

async function previewed(server: TestServer, mapping: object, body: string) {
  const query = new URLSearchParams({ mapping: JSON.stringify(mapping) });
  const response = await server.fetch(`/traces/import/preview?${query}`, { method: 'POST', body });
  expect(response.status).toBe(200);
  return response.json();
}
