import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';

const CREATE = `mutation ($input: TraceInput!) {
  createTrace(input: $input) {
    ... on Trace { id createdAt stepCount stepChars charCount digest json steps { i type content } }
    ... on Error { message code }
    ... on ValidationError { issues { path message } }
  }
}`;
const IMPORT = `mutation ($input: ImportTracesInput!) {
  importTraces(input: $input) {
    ... on ImportTracesPayload { createdCount ids traces { id prompt } }
    ... on Error { message code }
    ... on ValidationError { issues { path message } }
  }
}`;
const COUNT = '{ traces { totalCount } }';

describe('A trace that breaks a rule', () => {
  const open = serverFactory();

  it.for<[string, object, string, string]>([
    ['no prompt text', { prompt: '' }, 'prompt', 'Expected 1 to 200000 characters, got 0'],
    [
      'a prompt of 200,001 characters outside the basic plane',
      { prompt: '𝄞'.repeat(200_001) },
      'prompt',
      'Expected 1 to 200000 characters, got 200001',
    ],
    [
      'a version that is too long',
      { traceVersion: '1'.repeat(65) },
      'traceVersion',
      'Expected 1 to 64 characters, got 65',
    ],
    ['no answer text', { finalAnswer: '' }, 'finalAnswer', 'Expected 1 to 200000 characters'],
    [
      '1,001 steps',
      { steps: steps(1_001) },
      'steps',
      'Expected `steps` to hold at most 1000 items, got 1001',
    ],
    [
      'the same step index twice',
      { steps: [step(0), step(4), step(4)] },
      'steps.2.i',
      'Expected every step to have its own `i`, got 4 again (as in steps[1])',
    ],
    [
      'a negative step index',
      { steps: [step(-1)] },
      'steps.0.i',
      'Expected `i` to be at least 0, got -1',
    ],
    [
      'a step type that is too long',
      { steps: [{ ...step(0), type: 'x'.repeat(65) }] },
      'steps.0.type',
      'Expected 1 to 64 characters, got 65',
    ],
    [
      'a NUL character in the prompt',
      { prompt: 'ab\0' },
      'prompt',
      "A NUL character can't be stored; remove it (at character 2)",
    ],
    [
      'half of a surrogate pair in the prompt',
      { prompt: '𝄞\ud834' },
      'prompt',
      "Half of a surrogate pair can't be stored as UTF-8; remove it (at character 2)",
    ],
    [
      'half of a surrogate pair in a step',
      { steps: [{ ...step(0), content: '\udd1e' }] },
      'steps.0.content',
      "Half of a surrogate pair can't be stored as UTF-8; remove it (at character 0)",
    ],
    [
      'half of a surrogate pair deep in a value of meta',
      { meta: { a: { b: ['ok', { c: '\ud800' }] } } },
      'meta.a.b.1.c',
      "Half of a surrogate pair can't be stored",
    ],
    [
      'half of a surrogate pair in a key of meta',
      { meta: { a: { '\ud800': 1 } } },
      'meta.a.\ud800',
      "Half of a surrogate pair can't be stored",
    ],
    [
      'a NUL character in meta',
      { meta: { list: ['\0'] } },
      'meta.list.0',
      "A NUL character can't be stored",
    ],
    ['meta that is a list', { meta: [1] }, 'meta', 'Expected `meta` to be a JSON object, got [1]'],
    [
      'meta that nests 65 deep',
      { meta: { a: nested(64) } },
      `meta${'.a'.repeat(64)}`,
      'Expected `meta` to nest at most 64 deep',
    ],
    [
      'an integer in meta that would lose digits',
      { meta: { id: 2 ** 53 } },
      'meta.id',
      'An integer beyond 9007199254740991 would lose digits, got about 9007199254740992; write it as a string',
    ],
  ])(
    'is refused for %s: the error names the place, and nothing is stored',
    async ([, change, place, message]) => {
      const server = await open();
      const { createTrace } = await server.data(CREATE, { input: { ...trace('bad'), ...change } });
      expect(createTrace).toMatchObject({ code: 'VALIDATION' });
      expect(createTrace.issues).toEqual([
        { path: ['input', ...place.split('.')], message: expect.stringContaining(message) },
      ]);
      expect(createTrace.message).toContain(message);
      await expectOnlyGoodTracesToBeStored(server);
    },
  );

  it.for<[string, object, string]>([
    [
      'a step index that is a text',
      { steps: [{ ...step(0), i: '3' }] },
      'got invalid value "3" at "input.steps[0].i"; Int cannot represent non-integer value: "3"',
    ],
    [
      'a prompt that is a number',
      { prompt: 7 },
      'got invalid value 7 at "input.prompt"; String cannot represent a non string value: 7',
    ],
    [
      'a field that does not exist',
      { answer: 'x' },
      'Expected value of type "TraceInput" not to include unknown field "answer"',
    ],
  ])('is refused for %s by GraphQL itself, and nothing is stored', async ([, change, message]) => {
    const server = await open();
    const { errors } = await server.send(CREATE, { input: { ...trace('bad'), ...change } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain(message);
    await expectOnlyGoodTracesToBeStored(server);
  });

  it('is refused for meta that nests 100,000 deep, which the server outlives', async () => {
    const server = await open();
    const meta = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const variables = JSON.stringify({ input: { ...trace('bad'), meta: 0 } });
    const response = await server.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(CREATE)},"variables":${variables.replace('"meta":0', `"meta":${meta}`)}}`,
    });
    const { data } = await response.json();
    expect(data.createTrace.issues[0].message).toBe('Expected `meta` to nest at most 64 deep');
    await expectOnlyGoodTracesToBeStored(server);
  });

  it('is refused for its size in bytes, whatever its characters', async () => {
    const server = await open({ TRACE_MAX_BYTES: '2000' });
    const { createTrace } = await server.data(CREATE, {
      input: { ...trace('漢'.repeat(650)) },
    });
    expect(createTrace).toEqual({
      code: 'VALIDATION',
      message: 'input: Expected a trace of at most 2000 bytes as JSON, got 2061',
      issues: [
        {
          path: ['input'],
          message: 'Expected a trace of at most 2000 bytes as JSON, got 2061',
        },
      ],
    });
    await expectOnlyGoodTracesToBeStored(server);
  });
});

describe('A batch that breaks a rule', () => {
  const open = serverFactory();

  it.for<[string, object[], string, string]>([
    ['it is empty', [], 'traces', 'Expected `traces` to hold at least 1 item, got 0'],
    [
      'it has 1,001 traces',
      Array.from({ length: 1_001 }, (_, index) => trace(`${index}`)),
      'traces',
      'Expected `traces` to hold at most 1000 items, got 1001',
    ],
    [
      'one trace among 1,000 is wrong',
      Array.from({ length: 1_000 }, (_, index) => trace(index === 412 ? '' : `${index}`)),
      'traces.412.prompt',
      'Expected 1 to 200000 characters, got 0',
    ],
    [
      'one of its traces is too large',
      [trace('fits'), trace('x'.repeat(2_000))],
      'traces.1',
      'Expected a trace of at most 2000 bytes as JSON, got ',
    ],
  ])('is refused whole when %s', async ([, traces, place, message]) => {
    const server = await open({ TRACE_MAX_BYTES: '2000' });
    const { importTraces } = await server.data(IMPORT, { input: { traces } });
    expect(importTraces.issues).toEqual([
      { path: ['input', ...place.split('.')], message: expect.stringContaining(message) },
    ]);
    await expectOnlyGoodTracesToBeStored(server);
  });

  it('says how many places are wrong, and lists each', async () => {
    const server = await open();
    const { importTraces } = await server.data(IMPORT, {
      input: { traces: [trace(''), trace('good'), trace('\0')] },
    });
    expect(importTraces.message).toBe(
      'input.traces[0].prompt: Expected 1 to 200000 characters, got 0 (and 1 more)',
    );
    expect(importTraces.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'input.traces.0.prompt',
      'input.traces.2.prompt',
    ]);
  });
});

describeOnEachDatabase('Storing traces', (open) => {
  it('keeps a trace of 160 KB with 20 steps whole, byte for byte', async () => {
    const server = await open();
    const input = {
      ...trace(manyCharacters(9_000)),
      steps: steps(20).map((each) => ({ ...each, content: manyCharacters(8_000) })),
      meta: {
        source: 'long',
        nested: { 'odd key "\\ é\n': [1, 0.1, true, null, manyCharacters(99)] },
      },
    };
    const { createTrace } = await server.data(CREATE, { input });
    expect(createTrace.steps).toEqual(input.steps);
    const json = {
      trace_version: input.traceVersion,
      prompt: input.prompt,
      final_answer: input.finalAnswer,
      steps: input.steps,
      meta: input.meta,
    };
    expect(createTrace.json).toEqual(json);
    const exported = await (await server.fetch('/traces/export.jsonl')).text();
    expect(exported).toBe(`${JSON.stringify(json)}\n`);
  });

  it('counts a character outside the basic plane once', async () => {
    const server = await open();
    const { createTrace } = await server.data(CREATE, {
      input: {
        ...trace('𝄞'.repeat(200_000)),
        finalAnswer: 'é漢',
        steps: [{ i: 0, type: '𝄞'.repeat(64), content: '𝄞é漢' }],
      },
    });
    expect(createTrace).toMatchObject({ stepCount: 1, stepChars: 3, charCount: 200_005 });
  });

  it('keeps 1,000 steps in the order given, with the indices given', async () => {
    const server = await open();
    const given = steps(1_000).reverse();
    const { createTrace } = await server.data(CREATE, { input: { ...trace('p'), steps: given } });
    expect(createTrace.steps).toEqual(given);
    expect(createTrace.stepCount).toBe(1_000);
  });

  it('keeps the order of a batch of 1,000 in ids that rise', async () => {
    const server = await open();
    const prompts = Array.from({ length: 1_000 }, (_, index) => `prompt ${index}`);
    const { importTraces } = await server.data(IMPORT, {
      input: { traces: prompts.map((prompt) => trace(prompt)) },
    });
    expect(importTraces.createdCount).toBe(1_000);
    expect(importTraces.ids).toEqual([...importTraces.ids].sort());
    expect(new Set(importTraces.ids).size).toBe(1_000);
    expect(importTraces.traces.map(({ prompt }: { prompt: string }) => prompt)).toEqual(prompts);
  });

  it('gives the same content the same digest and another id', async () => {
    const server = await open();
    const { createTrace: one } = await server.data(CREATE, {
      input: { ...trace('p'), meta: { a: 1, b: 2 } },
    });
    const { createTrace: two } = await server.data(CREATE, {
      input: { ...trace('p'), meta: { b: 2, a: 1 } },
    });
    expect(two.digest).toBe(one.digest);
    expect(two.id > one.id).toBe(true);
  });

  it('takes a meta source of any length, and finds it', async () => {
    const server = await open();
    const source = manyCharacters(20_000);
    await server.data(CREATE, { input: { ...trace('p'), meta: { source } } });
    const { traces } = await server.data(
      'query ($source: String) { traces(filter: { source: $source }) { totalCount } }',
      { source },
    );
    expect(traces.totalCount).toBe(1);
  });
});

async function expectOnlyGoodTracesToBeStored(server: TestServer) {
  expect((await server.data(COUNT)).traces.totalCount).toBe(0);
  const { createTrace } = await server.data(CREATE, { input: trace('good') });
  expect(createTrace.code).toBeUndefined();
  expect((await server.data(COUNT)).traces.totalCount).toBe(1);
}

function trace(prompt: string) {
  return { traceVersion: '1.0', prompt, finalAnswer: 'answer', steps: [step(0)] };
}

function step(i: number) {
  return { i, type: 'think', content: `step ${i}` };
}

function steps(count: number) {
  return Array.from({ length: count }, (_, i) => step(i));
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}

// Every kind of character that an encoding, a quotation or a line splitter could harm.
function manyCharacters(length: number): string {
  const pieces = [
    'a',
    '"',
    '\\',
    '\n',
    '\r\n',
    '\t',
    'é',
    'e\u0301',
    '漢',
    '𝄞',
    '\u2028',
    '\u0085',
    '</',
    "'",
    '%',
  ];
  return Array.from({ length }, (_, index) => pieces[(index * 7) % pieces.length]).join('');
}
