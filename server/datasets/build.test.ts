import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';

const BUILD = `mutation ($input: BuildDatasetInput!) {
  buildDataset(input: $input) {
    ... on Dataset {
      id key name version schemaVersion filter strategy seed stratifyBy limit traceCount digest
      sessionId parentDatasetId trainingRunId provenance
      stats { traceCount avgStepCount minStepCount maxStepCount avgTotalChars }
    }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;
const COUNT = '{ datasets { totalCount } }';

describeOnEachDatabase('Building a dataset', (open) => {
  it('freezes a selection under its key, with what it was made of', async () => {
    const server = await open();
    await importTraces(server, [
      { prompt: '𝄞é', steps: [step('abc')], meta: { source: 'a' } },
      { prompt: 'pp', steps: [step('abcd'), step('漢', 1), step('!', 2)], meta: { source: 'a' } },
      { prompt: 'other' },
    ]);
    const filter = { source: 'a', meta: [{ path: 'source', equals: 'a' }], score: null };
    const { buildDataset } = await server.data(BUILD, {
      input: {
        name: 'My_data.set-1',
        version: 'v1.0',
        filter,
        sessionId: 'session 7',
        trainingRunId: 'run 8',
        provenance: { source: 'lab', note: 'ok' },
      },
    });
    expect(buildDataset).toMatchObject({
      key: 'My_data.set-1-v1.0',
      name: 'My_data.set-1',
      version: 'v1.0',
      schemaVersion: '1.0',
      filter: { source: 'a', meta: [{ path: 'source', equals: 'a' }] },
      strategy: 'LATEST',
      seed: null,
      stratifyBy: null,
      limit: 100,
      traceCount: 2,
      stats: {
        traceCount: 2,
        avgStepCount: 2,
        minStepCount: 1,
        maxStepCount: 3,
        avgTotalChars: 7.5,
      },
      sessionId: 'session 7',
      parentDatasetId: null,
      trainingRunId: 'run 8',
      provenance: {
        schema_version: '1.0',
        source: 'lab',
        note: 'ok',
        trace_count: 2,
        selection_strategy: 'latest',
      },
    });
    await importTraces(server, [{ prompt: 'newer', meta: { source: 'a' } }]);
    const { dataset } = await server.data(
      '{ dataset(key: "My_data.set-1-v1.0") { traces { edges { node { position trace { prompt } } } } } }',
    );
    expect(dataset.traces.edges.map(({ node }: { node: object }) => node)).toEqual([
      { position: 0, trace: { prompt: 'pp' } },
      { position: 1, trace: { prompt: '𝄞é' } },
    ]);
  });

  it('takes its digest from the JSON forms in its order, keys sorted, a newline after each', async () => {
    const server = await open();
    const traces = [
      { prompt: 'no meta' },
      { prompt: 'keys', meta: { b: [{ z: 1, y: null }], a: { '10': 1, '9': 2 }, é: true, Z: 0.1 } },
      { prompt: '"\\\n\u2028 𝄞 \u007f', steps: [step('b', 5), step('a', 2)], meta: {} },
    ];
    await importTraces(server, traces);
    const { buildDataset } = await server.data(BUILD, { input: { name: 'd', version: '1' } });
    const lines = [
      '{"final_answer":"a","meta":{},"prompt":"\\"\\\\\\n\u2028 𝄞 \x7f","steps":[{"content":"b","i":5,"type":"t"},{"content":"a","i":2,"type":"t"}],"trace_version":"1.0"}\n',
      '{"final_answer":"a","meta":{"Z":0.1,"a":{"10":1,"9":2},"b":[{"y":null,"z":1}],"é":true},"prompt":"keys","steps":[{"content":"content","i":0,"type":"t"}],"trace_version":"1.0"}\n',
      '{"final_answer":"a","prompt":"no meta","steps":[{"content":"content","i":0,"type":"t"}],"trace_version":"1.0"}\n',
    ];
    expect(buildDataset.digest).toBe(createHash('sha256').update(lines.join('')).digest('hex'));
  });

  it('again answers the same dataset, whatever else was given with it', async () => {
    const server = await open();
    await importTraces(server, [{ prompt: 'p', meta: { source: 'a' } }]);
    const input = { name: 'again', version: '1', filter: { source: 'a' } };
    const { buildDataset: first } = await server.data(BUILD, { input });
    const { buildDataset: second } = await server.data(BUILD, {
      input: {
        ...input,
        filter: { stepCount: null, source: 'a' },
        strategy: null,
        limit: null,
        sessionId: 'another',
        provenance: { other: 1 },
      },
    });
    expect(second).toEqual(first);
    expect((await server.data(COUNT)).datasets.totalCount).toBe(1);
  });

  it('by several callers at once makes one dataset', async () => {
    const server = await open();
    await importTraces(server, [{ prompt: 'p' }]);
    const input = { name: 'race', version: '1' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.data(BUILD, { input })),
    );
    expect(new Set(answers.map(({ buildDataset }) => buildDataset.id)).size).toBe(1);
    expect((await server.data(COUNT)).datasets.totalCount).toBe(1);
  });

  it('of another selection under the same key is a conflict that names what differs', async () => {
    const server = await open();
    await importTraces(server, [{ prompt: 'p', meta: { source: 'a' } }]);
    const input = {
      name: 'taken',
      version: '1',
      strategy: 'RANDOM',
      seed: 1,
      filter: { source: 'a' },
    };
    await server.data(BUILD, { input });
    const conflict = (difference: string) => ({
      code: 'CONFLICT',
      message: `The dataset taken-1 exists with another ${difference}. Choose another version.`,
    });
    const differenceOf = async (change: object) =>
      (await server.data(BUILD, { input: { ...input, ...change } })).buildDataset;
    expect(await differenceOf({ limit: 50 })).toEqual(conflict('limit'));
    expect(await differenceOf({ seed: 2 })).toEqual(conflict('seed'));
    expect(await differenceOf({ strategy: 'LATEST' })).toEqual(conflict('strategy'));
    expect(await differenceOf({ filter: null })).toEqual(conflict('filter'));
    expect(await differenceOf({ strategy: 'STRATIFIED', stratifyBy: 'source' })).toEqual(
      conflict('strategy'),
    );
    await importTraces(server, [{ prompt: 'newer', meta: { source: 'a' } }]);
    expect(await differenceOf({})).toEqual(conflict('digest'));
    expect((await server.data(COUNT)).datasets.totalCount).toBe(1);
  });

  it('tells names apart whose keys are the same', async () => {
    const server = await open();
    await importTraces(server, [{ prompt: 'p' }]);
    await server.data(BUILD, { input: { name: 'a-b', version: 'c' } });
    const { buildDataset } = await server.data(BUILD, { input: { name: 'a', version: 'b-c' } });
    expect(buildDataset.message).toBe(
      'The dataset a-b-c exists with another name. Choose another version.',
    );
  });

  it('records its parent, which must exist', async () => {
    const server = await open();
    await importTraces(server, [{ prompt: 'p' }]);
    const { buildDataset: parent } = await server.data(BUILD, {
      input: { name: 'p', version: '1' },
    });
    const child = { name: 'c', version: '1', parentDatasetKey: 'p-1' };
    const { buildDataset } = await server.data(BUILD, { input: child });
    expect(buildDataset.parentDatasetId).toBe(parent.id);
    const orphan = { name: 'o', version: '1', parentDatasetKey: 'nobody-1' };
    expect((await server.data(BUILD, { input: orphan })).buildDataset).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no dataset "nobody-1" to be the parent',
    });
    expect((await server.data(COUNT)).datasets.totalCount).toBe(2);
  });

  it('of nothing is refused, and says what to do', async () => {
    const server = await open();
    await importTraces(server, [{ prompt: 'p' }]);
    for (const change of [
      { filter: { search: 'absent' } },
      { strategy: 'STRATIFIED', seed: 1, stratifyBy: 'kind', filter: { ids: [] } },
    ]) {
      const { buildDataset } = await server.data(BUILD, {
        input: { name: 'empty', version: '1', ...change },
      });
      expect(buildDataset).toEqual({
        code: 'EMPTY_SELECTION',
        message:
          'No trace passes the filter, so there is nothing to build. Loosen the filter, or import traces.',
      });
    }
    expect((await server.data(COUNT)).datasets.totalCount).toBe(0);
  });
});

describe('The name and the version of a dataset', () => {
  const open = serverFactory();

  it.for(['a', 'A-b_c.9', 'x'.repeat(128), '0', 'a..b', 'a--b', 'a_'])(
    'may be %j',
    async (name) => {
      const server = await open();
      await importTraces(server, [{ prompt: 'p' }]);
      const { buildDataset } = await server.data(BUILD, { input: { name, version: '1' } });
      expect(buildDataset.key).toBe(`${name}-1`);
    },
  );

  it.for([
    '../up',
    '..',
    '.hidden',
    '-a',
    '_a',
    'a-',
    'a/b',
    'a\\b',
    'a b',
    'a\n',
    'ä',
    '',
    'a\0',
    'a:b',
    'a%2e',
    '~',
  ])('may not be %j', async (text) => {
    const server = await open();
    await importTraces(server, [{ prompt: 'p' }]);
    for (const [field, input] of [
      ['name', { name: text, version: '1' }],
      ['version', { name: 'a', version: text }],
    ] as const) {
      const { buildDataset } = await server.data(BUILD, { input });
      expect(buildDataset.issues).toEqual([
        {
          path: ['input', field],
          message: `Expected letters, digits and . _ - only, a letter or digit first and no - last, got ${JSON.stringify(text)}`,
        },
      ]);
    }
    expect((await server.data(COUNT)).datasets.totalCount).toBe(0);
  });

  it('may not be longer than 128 and 64 characters', async () => {
    const server = await open();
    const input = { name: 'x'.repeat(129), version: 'x'.repeat(65) };
    const { buildDataset } = await server.data(BUILD, { input });
    expect(buildDataset.issues).toEqual([
      { path: ['input', 'name'], message: 'Expected at most 128 characters' },
      { path: ['input', 'version'], message: 'Expected at most 64 characters' },
    ]);
  });
});

describe('What is recorded with a dataset', () => {
  const open = serverFactory();

  it.for<[string, object, string]>([
    ['sessionId', { sessionId: 's'.repeat(129) }, 'Expected 1 to 128 characters, got 129'],
    ['trainingRunId', { trainingRunId: '\0' }, "A NUL character can't be stored"],
    ['provenance', { provenance: ['a'] }, 'Expected `provenance` to be a JSON object'],
    [
      'provenance',
      { provenance: nested(101) },
      'Expected JSON that nests at most 100 deep, got more',
    ],
    ['provenance.a', { provenance: { a: '\ud800' } }, 'Half of a surrogate pair'],
    ['provenance.b', { provenance: { b: '\0' } }, "A NUL character can't be stored"],
    ['provenance.a.0', { provenance: { a: [2 ** 53] } }, 'would lose digits'],
  ])('is refused where %s breaks a rule', async ([field, change, message]) => {
    const server = await open();
    const { buildDataset } = await server.data(BUILD, {
      input: { name: 'a', version: '1', ...change },
    });
    expect(buildDataset.issues).toEqual([
      { path: ['input', ...field.split('.')], message: expect.stringContaining(message) },
    ]);
  });
});

async function importTraces(
  server: TestServer,
  traces: { prompt: string; steps?: object[]; meta?: object }[],
): Promise<void> {
  const given = { traceVersion: '1.0', finalAnswer: 'a', steps: [step('content')] };
  const { importTraces: imported } = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { createdCount } }
    }`,
    { input: { traces: traces.map((trace) => ({ ...given, ...trace })) } },
  );
  expect(imported.createdCount).toBe(traces.length);
}

function step(content: string, i = 0) {
  return { i, type: 't', content };
}

function nested(depth: number): object {
  let value = {};
  for (let level = 1; level < depth; level++) value = { value };
  return value;
}
