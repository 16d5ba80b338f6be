import { expect, it } from 'vitest';
import { eventsOf } from '../testing/eventStream.ts';
import { holdWriteLock } from '../testing/heldLock.ts';
import { silencedErrors } from '../testing/silencedErrors.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const CREATE = `mutation { createTrace(input: { traceVersion: "1.0", prompt: "1", finalAnswer: "2",
  steps: [{ i: 0, type: "add", content: "1" }] }) { ... on Trace { id } } }`;

describeOnEachDatabase('While another program keeps the database from being written', (open) => {
  const reported = silencedErrors();

  it('reads, streams and health are answered, and a write is made once it may be', async () => {
    const server = await open();
    const { createTrace } = await server.data(CREATE);
    const lock = await holdWriteLock(server);
    const write = server.data(CREATE);
    const transaction = server.data(
      'mutation ($id: ID!) { deleteTraces(ids: [$id]) { __typename } }',
      {
        id: createTrace.id,
      },
    );
    expect((await server.fetch('/healthz')).status).toBe(200);
    expect((await server.fetch('/readyz')).status).toBe(200);
    expect(
      await server.data('{ traces(first: 5, filter: { search: "1" }) { totalCount } }'),
    ).toEqual({
      traces: { totalCount: 1 },
    });
    const lines = await server.fetch('/traces/export.jsonl');
    expect((await lines.text()).trim().split('\n')).toHaveLength(1);
    const events = await eventsOf(server, 'subscription { runUpdated(id: "none") { id } }', {});
    expect((await events.next()).value).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    await lock.release();
    expect(await write).toMatchObject({ createTrace: { id: expect.any(String) } });
    expect(await transaction).toEqual({ deleteTraces: { __typename: 'DeleteTracesPayload' } });
  });

  it('writes that have waited for long are answered busy, and those after them are kept', async () => {
    const server = await open();
    const lock = await holdWriteLock(server);
    const [created, imported] = await Promise.all([
      post(server, '/graphql', JSON.stringify({ query: CREATE }), 'application/json'),
      post(
        server,
        '/traces/import?atomic=true',
        '{"trace_version":"1.0","prompt":"1","final_answer":"2","steps":[{"i":0,"type":"a","content":"1"}]}\n',
        'application/x-ndjson',
      ),
    ]);
    expect([created.status, created.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await created.json()).toMatchObject({
      data: null,
      errors: [
        { extensions: { code: 'DATABASE_BUSY' }, message: expect.stringMatching(/try again/i) },
      ],
    });
    expect([imported.status, imported.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await imported.json()).toMatchObject({ status: 503, code: 'DATABASE_BUSY' });
    await lock.release();
    expect(await server.data('mutation { deleteTraces(ids: ["none"]) { __typename } }')).toEqual({
      deleteTraces: { __typename: 'DeleteTracesPayload' },
    });
    expect(await server.data(CREATE)).toMatchObject({ createTrace: { id: expect.any(String) } });
    expect(reported().slice(1)).toEqual([]);
  });
});

function post(server: TestServer, path: string, body: string, type: string): Promise<Response> {
  return server.fetch(path, { method: 'POST', headers: { 'content-type': type }, body });
}
