import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';

const MATCHING = `query ($filter: TraceFilter) {
  traces(first: 100, filter: $filter) { totalCount edges { node { prompt } } }
}`;

describeOnEachDatabase('A filter', (open) => {
  it('finds a trace that is older than thousands of others', async () => {
    const server = await open();
    await importTraces(server, { old: { meta: { task: { kind: 'rare' } } } });
    const line = JSON.stringify({
      trace_version: '1.0',
      prompt: 'new',
      final_answer: 'a',
      steps: [{ i: 0, type: 't', content: 'c' }],
      meta: { task: { kind: 'common' } },
    });
    await server.fetch('/traces/import?onDuplicate=keep', {
      method: 'POST',
      body: `${line}\n`.repeat(3_000),
    });
    expect(await matching(server, { meta: [{ path: 'task.kind', equals: 'rare' }] })).toEqual([
      'old',
    ]);
    expect(await matching(server, { search: 'OLD' })).toEqual(['old']);
    const { buildDataset } = await server.data(
      `mutation ($filter: TraceFilter) {
        buildDataset(input: { name: "rare", version: "1", limit: 1, filter: $filter }) {
          ... on Dataset { traceCount traces(first: 1) { edges { node { trace { prompt } } } } }
        }
      }`,
      { filter: { meta: [{ path: 'task.kind', equals: 'rare' }] } },
    );
    expect(buildDataset.traces.edges).toEqual([{ node: { trace: { prompt: 'old' } } }]);
  });

  it('of meta tells values, types and depths apart, finds members of lists, and is not broken by a trace without meta', async () => {
    const server = await open();
    await importTraces(server, {
      none: {},
      empty: { meta: {} },
      true: { meta: { v: true } },
      one: { meta: { v: 1 } },
      text: { meta: { v: '1' } },
      null: { meta: { v: null } },
      float: { meta: { v: 0.1 } },
      small: { meta: { v: 1.5e-7 } },
      negative: { meta: { v: -3 } },
      list: { meta: { v: [1, true, 'x'] } },
      object: { meta: { v: { v: 1 } } },
      deep: { meta: { a: { b: { c: { d: 'x' } } } } },
      quoted: { meta: { v: 'say "hi" \\ \n\t/ é 漢 𝄞 \u2028 \u007f' } },
      blank: { meta: { v: '' } },
    });
    const equals = (value: unknown, path = 'v') =>
      matching(server, { meta: [{ path, equals: value }] });
    expect(await equals(true)).toEqual(['list', 'true']);
    expect(await equals(false)).toEqual([]);
    expect(await equals(1)).toEqual(['list', 'one']);
    expect(await equals('1')).toEqual(['text']);
    expect(await equals(null)).toEqual(['null']);
    expect(await equals('null')).toEqual([]);
    expect(await equals(0.1)).toEqual(['float']);
    expect(await equals(1.5e-7)).toEqual(['small']);
    expect(await equals(-3)).toEqual(['negative']);
    expect(await equals('x')).toEqual(['list']);
    expect(await equals('')).toEqual(['blank']);
    expect(await equals(1, 'v.v')).toEqual(['object']);
    expect(await equals('x', 'a.b.c.d')).toEqual(['deep']);
    expect(await equals('x', 'a.b.c')).toEqual([]);
    expect(await equals('x', 'a.b.d')).toEqual([]);
    expect(await equals(1, 'v.0')).toEqual([]);
    expect(await equals('say "hi" \\ \n\t/ é 漢 𝄞 \u2028 \u007f')).toEqual(['quoted']);
  });

  it('of meta takes twenty entries at once', async () => {
    const server = await open();
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    const meta = Object.fromEntries(keys.map((key) => [key, 'x']));
    await importTraces(server, { all: { meta }, few: { meta: { k0: 'x' } } });
    const filter = { meta: keys.map((path) => ({ path, equals: 'x' })) };
    expect(await matching(server, filter)).toEqual(['all']);
  });

  it('of meta takes keys of any characters but dots, quotes and backslashes', async () => {
    const server = await open();
    const keys = [
      'with space',
      "it's",
      '$',
      '[0]',
      '*',
      '%',
      '_',
      'é',
      '漢',
      '𝄞',
      '@>',
      '#>',
      '0',
      '-1',
      'a:b',
      '__proto__',
      'a\nb',
      'a\tb',
      '?',
      '/',
      ' ',
      'A',
      'a',
    ];
    await importTraces(
      server,
      Object.fromEntries(
        keys.map((key, index) => [
          `trace ${index}`,
          { meta: Object.fromEntries([[key, Object.fromEntries([[key, index]])]]) },
        ]),
      ),
    );
    for (const [index, key] of keys.entries()) {
      const path = `${key}.${key}`;
      expect([key, await matching(server, { meta: [{ path, equals: index }] })]).toEqual([
        key,
        [`trace ${index}`],
      ]);
    }
  });

  it('of scores takes the newest by a criteria, both ends of its range included', async () => {
    const server = await open();
    await importTraces(server, {
      low: { steps: [step('x')] },
      middle: { steps: [step('x'.repeat(50))] },
      high: { steps: Array.from({ length: 10 }, (_, i) => step('x'.repeat(500), i)) },
      unscored: { meta: { source: 'unscored' } },
    });
    const ids = await idsOf(server, ['low', 'middle', 'high']);
    await server.data(
      'mutation ($ids: [ID!]) { scoreTraces(input: { filter: { ids: $ids } }) { __typename } }',
      { ids },
    );
    const scored = (range: object) =>
      matching(server, { score: { criteria: 'baseline', ...range } });
    expect(await scored({})).toEqual(['high', 'low', 'middle']);
    expect(await scored({ min: 10 })).toEqual(['high', 'middle']);
    expect(await scored({ max: 10 })).toEqual(['low', 'middle']);
    expect(await scored({ min: 10.01, max: 99.99 })).toEqual([]);
    expect(await scored({ min: 100, max: 100 })).toEqual(['high']);
    expect(await matching(server, { score: { criteria: 'other', max: 100 } })).toEqual([]);
    await server.application.database.prisma.score.updateMany({
      where: { traceId: { in: await idsOf(server, ['high']) } },
      data: { isNewest: false },
    });
    expect(await scored({ min: 10 })).toEqual(['middle']);
  });

  it('of step counts, sources and ids takes each as it is', async () => {
    const server = await open();
    await importTraces(server, {
      one: { meta: { source: 'web' } },
      two: { steps: [step('a'), step('b', 1)], meta: { source: 'WEB' } },
      three: { steps: [step('a'), step('b', 1), step('c', 2)], meta: { source: ['web'] } },
    });
    expect(await matching(server, { stepCount: { min: 2 } })).toEqual(['three', 'two']);
    expect(await matching(server, { stepCount: { max: 1 } })).toEqual(['one']);
    expect(await matching(server, { stepCount: { min: 2, max: 2 } })).toEqual(['two']);
    expect(await matching(server, { source: 'web' })).toEqual(['one']);
    expect(await matching(server, { source: '' })).toEqual([]);
    const ids = await idsOf(server, ['one', 'three']);
    expect(await matching(server, { ids: [...ids, ...ids, 'unknown', '\0', '\ud800'] })).toEqual([
      'one',
      'three',
    ]);
    expect(await matching(server, { ids: [] })).toEqual([]);
  });

  it('of moments takes its first, and no longer its last', async () => {
    const server = await open();
    await importTraces(server, { only: {} });
    const { traces } = await server.data('{ traces { edges { node { createdAt } } } }');
    const moment = new Date(traces.edges[0].node.createdAt);
    const later = new Date(moment.getTime() + 1);
    const created = (range: object) => matching(server, { createdAt: range });
    expect(await created({ from: moment, to: later })).toEqual(['only']);
    expect(await created({ from: later })).toEqual([]);
    expect(await created({ to: moment })).toEqual([]);
    expect(await created({ from: '1600-01-01T00:00:00Z', to: '9999-12-31T23:59:59.999Z' })).toEqual(
      ['only'],
    );
    const inAnotherZone = moment.toISOString().replace('Z', '+00:00');
    expect(await created({ from: inAnotherZone })).toEqual(['only']);
  });

  it('asks for all of its parts together', async () => {
    const server = await open();
    const meta = { source: 'web', level: 3, ok: true };
    const steps = [step('needle'), step('b', 1)];
    await importTraces(server, {
      all: { meta, steps },
      'other source': { meta: { ...meta, source: 'file' }, steps },
      'other level': { meta: { ...meta, level: 4 }, steps },
      'not ok': { meta: { ...meta, ok: false }, steps },
      'one step': { meta, steps: [step('needle')] },
      'nothing to find': { meta, steps: [step('a'), step('b', 1)] },
      unscored: { meta, steps },
    });
    const { traces } = await server.data(MATCHING, {});
    expect(traces.totalCount).toBe(7);
    const scored = await idsOf(server, [
      'all',
      'other source',
      'other level',
      'not ok',
      'nothing to find',
    ]);
    await server.data(
      'mutation ($ids: [ID!]) { scoreTraces(input: { filter: { ids: $ids } }) { __typename } }',
      { ids: scored },
    );
    const filter = {
      source: 'web',
      meta: [
        { path: 'level', equals: 3 },
        { path: 'ok', equals: true },
      ],
      score: { criteria: 'baseline', min: 10 },
      stepCount: { min: 2 },
      createdAt: { from: '2020-01-01T00:00:00Z' },
      search: 'needle',
    };
    expect(await matching(server, filter)).toEqual(['all']);
    expect(await matching(server, { ...filter, ids: [] })).toEqual([]);
    expect(
      await matching(server, Object.fromEntries(Object.keys(filter).map((key) => [key, null]))),
    ).toHaveLength(7);
  });
});

describe('A filter', () => {
  const open = serverFactory();

  it.for<[string, object, string, string]>([
    [
      'a path with an empty key',
      { meta: [{ path: 'a..b', equals: 1 }] },
      'meta.0.path',
      'Expected a path of keys',
    ],
    [
      'a path with a quote',
      { meta: [{ path: 'a"b', equals: 1 }] },
      'meta.0.path',
      'Expected a path of keys',
    ],
    [
      'a path with half of a pair',
      { meta: [{ path: 'a\ud800', equals: 1 }] },
      'meta.0.path',
      'Half of a surrogate pair',
    ],
    [
      'a list to compare with',
      { meta: [{ path: 'a', equals: [1] }] },
      'meta.0.equals',
      'Expected a JSON scalar',
    ],
    [
      'nothing to compare with',
      { meta: [{ path: 'a' }] },
      'meta.0.equals',
      'Expected a JSON scalar',
    ],
    [
      'a NUL to compare with',
      { meta: [{ path: 'a', equals: '\0' }] },
      'meta.0.equals',
      'A NUL character',
    ],
    [
      'half of a pair to compare with',
      { meta: [{ path: 'a', equals: '\udead' }] },
      'meta.0.equals',
      'Half of a surrogate pair',
    ],
    ['a NUL as source', { source: '\0' }, 'source', 'A NUL character'],
    ['nothing to search for', { search: '' }, 'search', 'Expected 1 to 10000 characters, got 0'],
    [
      'a score range upside down',
      { score: { min: 2, max: 1 } },
      'score',
      'Expected `min` not to be above `max`',
    ],
    [
      'a step range upside down',
      { stepCount: { min: 2, max: 1 } },
      'stepCount',
      'Expected `min` not to be above `max`',
    ],
  ])('is refused with %s', async ([, filter, place, message]) => {
    const server = await open();
    const { errors } = await server.send(MATCHING, { filter });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'VALIDATION',
      issues: [
        { path: ['filter', ...place.split('.')], message: expect.stringContaining(message) },
      ],
    });
  });
});

describe('A moment', () => {
  const open = serverFactory();

  it.for(['yesterday', '2026-11-23', '2026-11-23T09:30:00', '2026-13-23T09:30:00Z', 5])(
    'is refused as %j, with what is expected',
    async (from) => {
      const server = await open();
      const { errors } = await server.send(MATCHING, { filter: { createdAt: { from } } });
      expect(errors?.[0]?.message).toContain(
        `Expected a moment such as 2026-11-23T09:30:00.000Z, got ${JSON.stringify(from)}`,
      );
    },
  );
});

async function matching(server: TestServer, filter: object): Promise<string[]> {
  const { traces } = await server.data(MATCHING, { filter });
  const prompts = traces.edges.map(({ node }: { node: { prompt: string } }) => node.prompt);
  expect(traces.totalCount).toBe(prompts.length);
  return prompts.sort();
}

async function importTraces(server: TestServer, traces: Record<string, object>): Promise<void> {
  const given = { traceVersion: '1.0', finalAnswer: 'a', steps: [step('nothing')] };
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { createdCount } ... on Error { message } }
    }`,
    {
      input: {
        traces: Object.entries(traces).map(([prompt, more]) => ({ ...given, prompt, ...more })),
      },
    },
  );
  expect(data.importTraces).toEqual({ createdCount: Object.keys(traces).length });
}

async function idsOf(server: TestServer, prompts: string[]): Promise<string[]> {
  const { traces } = await server.data('{ traces(first: 100) { edges { node { id prompt } } } }');
  const nodes: { id: string; prompt: string }[] = traces.edges.map(
    ({ node }: { node: object }) => node,
  );
  return nodes.filter(({ prompt }) => prompts.includes(prompt)).map(({ id }) => id);
}

function step(content: string, i = 0) {
  return { i, type: 'think', content };
}
