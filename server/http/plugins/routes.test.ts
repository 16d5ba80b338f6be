import { describe, expect, it, vi } from 'vitest';
import { describeOnEachDatabase, serverFactory } from '../../testing/testServer.ts';

describe('A request', () => {
  const open = serverFactory();

  it.for([
    '/nothing',
    '/datasets',
    '/datasets/x',
    '/traces/import/more',
    '/graphql/more',
    '//',
    '/%00',
    '/%E0%A4%A',
  ])('to %s, where nothing is, is answered with a problem', async (path) => {
    const server = await open();
    for (const method of ['GET', 'POST']) {
      const response = await server.fetch(path, { method });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Not found',
        status: 404,
        detail: `There is nothing at ${path}`,
      });
    }
  });

  it.for([
    ['DELETE', '/healthz', 'GET'],
    ['GET', '/traces/import', 'POST'],
    ['POST', '/datasets/d-1/export.jsonl', 'GET'],
    ['PUT', '/manifests/x.yaml', 'GET'],
    ['OPTIONS', '/metrics', 'GET'],
  ])('%s %s is answered with what is allowed there', async ([method, path = '', allowed]) => {
    const server = await open();
    const response = await server.fetch(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      title: 'Method not allowed',
      detail: `Expected ${allowed}, got ${method}`,
    });
  });

  it('for the head of an answer is taken as one for the answer', async () => {
    const server = await open();
    expect((await server.fetch('/healthz', { method: 'HEAD' })).status).toBe(200);
  });
});

describeOnEachDatabase('A failure that nobody expected', (open) => {
  it('is logged once and shown to nobody', async () => {
    const server = await open();
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      await server.application.database.prisma.$executeRawUnsafe(
        'ALTER TABLE "Manifest" RENAME TO "Elsewhere"',
      );
      const response = await server.fetch('/manifests/x.yaml');
      expect(response.status).toBe(500);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      const message = 'Something went wrong in the server; its log has the cause.';
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Internal server error',
        status: 500,
        detail: message,
      });
      expect(log).toHaveBeenCalledTimes(1);
      const { errors } = await server.send('{ manifest(id: "x") { id } }');
      expect(errors).toEqual([
        expect.objectContaining({
          message,
          path: ['manifest'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        }),
      ]);
      expect(log).toHaveBeenCalledTimes(2);
      expect((await server.fetch('/readyz')).status).toBe(200);
    } finally {
      log.mockRestore();
    }
  });
});

describeOnEachDatabase('An id or a key with a NUL character', (open) => {
  it('is never taken for a failure of the server', async () => {
    const server = await open();
    const id = 'a\0b';
    const operations = [
      'query ($id: ID!) { trace(id: $id) { id } }',
      'query ($id: ID!) { run(id: $id) { id } }',
      'query ($id: ID!) { manifest(id: $id) { id } }',
      'query ($id: String!) { dataset(key: $id) { id } }',
      'query ($id: String!) { runs(filter: { datasetKey: $id }) { totalCount } }',
      'query ($id: String!) { traces(orderBy: { field: SCORE, criteria: $id }) { edges { cursor } } }',
      'query ($id: ID!) { compareTraces(baseId: $id, otherId: $id) { __typename } }',
      'mutation ($id: ID!) { scoreTrace(input: { traceId: $id }) { __typename } }',
      'mutation ($id: ID!) { exportDataset(input: { traceIds: [$id] }) { __typename } }',
      'mutation ($id: String!) { exportDataset(input: { datasetKey: $id }) { __typename } }',
      'mutation ($id: String!) { startRun(input: { datasetKey: $id, modelId: "m" }) { __typename } }',
      'mutation ($id: ID!) { cancelRun(id: $id) { __typename } }',
    ];
    for (const operation of operations) {
      const { errors = [] } = await server.send(operation, { id });
      for (const error of errors) {
        expect([operation, error.message, error.extensions?.['code']]).toEqual([
          operation,
          "A NUL character can't be part of an id, a key or a text; remove it",
          'VALIDATION',
        ]);
      }
    }
    for (const path of [
      '/datasets/a%00b/manifest.json',
      '/manifests/a%00b.yaml',
      '/runs/a%00b/log',
    ]) {
      expect([400, 404]).toContain((await server.fetch(path)).status);
    }
  });
});
