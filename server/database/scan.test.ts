import { sql } from '@prisma/client-runtime-utils';
import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

describeOnEachDatabase('A scan', (open) => {
  it('that takes long keeps nothing else waiting, and ends when its asker is gone', async () => {
    const server = await open();
    const { scan } = server.application.database;
    const asker = new AbortController();
    const scanning = Promise.allSettled([scan(endless(server), asker.signal)]);
    expect(await server.data('{ traces(first: 1) { totalCount } }')).toEqual({
      traces: { totalCount: 0 },
    });
    asker.abort(new Error('gone'));
    expect(await scanning).toEqual([{ status: 'rejected', reason: new Error('gone') }]);
    expect(await scan(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  it('waits for its turn where many are at work, and ends with the server', async () => {
    const server = await open();
    const { scan, close } = server.application.database;
    const asker = new AbortController();
    const scans = Array.from({ length: 10 }, () => scan(endless(server), asker.signal));
    const settled = Promise.allSettled(scans);
    expect((await server.fetch('/readyz')).status).toBe(200);
    await close();
    expect((await settled).map(({ status }) => status)).toEqual(scans.map(() => 'rejected'));
  });

  it('sees what was stored before it was asked', async () => {
    const server = await open();
    const created = await server.data(`mutation { createTrace(input: { traceVersion: "1",
      prompt: "needle", finalAnswer: "a", steps: [{ i: 0, type: "t", content: "c" }] }) {
      ... on Trace { id } } }`);
    expect(
      await server.data(
        '{ traces(filter: { search: "NEEDLE" }) { totalCount edges { node { id } } } }',
      ),
    ).toEqual({ traces: { totalCount: 1, edges: [{ node: { id: created.createTrace.id } }] } });
  });
});

function endless({ application: { database } }: TestServer) {
  return database.provider === 'sqlite'
    ? sql`SELECT count(*) AS count FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)`
    : sql`SELECT count(*) AS count FROM generate_series(1, 1000000000000)`;
}
