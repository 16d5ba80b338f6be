import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const FACET = `query ($path: String!, $filter: TraceFilter) {
  traceFacet(path: $path, filter: $filter) { value count }
}`;
const COUNT = 'query ($filter: TraceFilter) { traces(filter: $filter) { totalCount } }';
const PATHS = 'query ($filter: TraceFilter) { traceMetaPaths(filter: $filter) }';

describeOnEachDatabase('Values in meta', (open) => {
  it('lead to their traces from every path that is named, whatever its keys and in lists', async () => {
    const server = await open();
    await importTraces(server, [
      { 'top_k=40': 'yes', 'a.b': { '[0]': 1.5, '': null, $x: true } },
      { tags: ['t1', 't2', 't1', { no: 1 }, 7], nested: { 'x y': ['ü'] } },
      { tags: 't1', only: { objects: [{ a: 1 }], empty: [] } },
    ]);
    const { traceMetaPaths } = await server.data(PATHS);
    expect(traceMetaPaths.toSorted()).toEqual(
      ['"a.b".""', '"a.b".$x', '"a.b".[0]', '"top_k=40"', 'nested.x y', 'tags'].toSorted(),
    );
    for (const path of traceMetaPaths) {
      const { traceFacet } = await server.data(FACET, { path });
      expect(traceFacet.length).toBeGreaterThan(0);
      for (const { value, count } of traceFacet) {
        const filter = { meta: [{ path, equals: value }] };
        expect([path, value, (await server.data(COUNT, { filter })).traces.totalCount]).toEqual([
          path,
          value,
          count,
        ]);
      }
    }
    expect((await server.data(FACET, { path: 'tags' })).traceFacet).toEqual([
      { value: 't1', count: 2 },
      { value: 't2', count: 1 },
      { value: 7, count: 1 },
    ]);
  });

  it('are named of all that a filter passes, however many newer traces there are', async () => {
    const server = await open();
    await importTraces(server, [{ source: 'old', rare: 1 }]);
    await importTraces(
      server,
      Array.from({ length: 1_500 }, (_, index) => ({ source: 'new', index })),
    );
    const pathsOf = async (source?: string) =>
      (await server.data(PATHS, source ? { filter: { source } } : {})).traceMetaPaths;
    expect(await pathsOf()).toEqual(['source', 'index', 'rare']);
    expect(await pathsOf('old')).toEqual(['rare', 'source']);
    const { traceFacet } = await server.data(FACET, { path: 'rare', filter: { source: 'old' } });
    expect(traceFacet).toEqual([{ value: 1, count: 1 }]);
  });
});

describeOnEachDatabase('A filter', (open) => {
  it('leaves out the traces that it excepts', async () => {
    const server = await open();
    await importTraces(
      server,
      [{ a: 1 }, { a: 1 }, { a: 2 }].map((meta, n) => ({ ...meta, n })),
    );
    const { traces } = await server.data('{ traces { edges { node { id } } } }');
    const exceptIds = [traces.edges[1].node.id];
    const filter = { exceptIds, meta: [{ path: 'a', equals: 1 }] };
    expect((await server.data(COUNT, { filter })).traces.totalCount).toBe(1);
  });
});

async function importTraces(server: TestServer, metas: object[]) {
  const lines = metas.map((meta) => {
    const steps = [{ i: 0, type: 't', content: 'c' }];
    return JSON.stringify({ trace_version: '1.0', prompt: 'p', final_answer: 'a', steps, meta });
  });
  const response = await server.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
  expect(await response.json()).toMatchObject({ accepted: metas.length });
}
