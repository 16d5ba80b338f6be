import { describe, expect, it } from 'vitest';
import { serverFactory, type TestServer } from '../../testing/testServer.ts';

describe('A server that only this machine reaches', () => {
  const open = serverFactory();

  it.for(['localhost', 'localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'LOCALHOST:1'])(
    'answers under the name %s',
    async (host) => {
      const server = await open();
      expect((await query(server, { host })).status).toBe(200);
    },
  );

  it.for([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    '',
  ])('refuses the name %j, which a foreign page could give it', async (host) => {
    const server = await open();
    for (const path of ['/healthz', '/graphql', '/datasets/x/export.jsonl']) {
      const response = await server.fetch(path, { headers: { host } });
      expect(response.status).toBe(421);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect((await response.json()).detail).toBe(`Expected the name of this machine, got ${host}`);
    }
  });

  it('refuses what a page of another origin writes, whatever it reads', async () => {
    const server = await open();
    const host = 'localhost:4000';
    for (const origin of ['https://evil.example', 'http://localhost:4001', 'null', 'nonsense']) {
      const response = await query(server, { host, origin });
      expect([origin, response.status]).toEqual([origin, 403]);
      expect(await response.json()).toMatchObject({
        title: 'Foreign origin',
        detail: `Expected a page of this server to write, got one of ${origin}`,
      });
      const imported = await server.fetch('/traces/import', {
        method: 'POST',
        headers: { host, origin, 'content-type': 'text/plain' },
        body: '{}',
      });
      expect(imported.status).toBe(403);
      const read = await server.fetch('/readyz', { headers: { host, origin } });
      expect(read.status).toBe(200);
      expect(read.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await query(server, { host, origin: `http://${host}` })).status).toBe(200);
  });
});

describe('A server with a token', () => {
  const open = serverFactory();

  it('answers under any name, and still refuses what foreign pages write', async () => {
    const server = await open({ TUNIX_RT_TOKEN: 'secret', HOST: '0.0.0.0' });
    const authorization = 'Bearer secret';
    const host = 'training.example:4000';
    expect((await query(server, { host, authorization })).status).toBe(200);
    const origin = 'https://evil.example';
    expect((await query(server, { host, authorization, origin })).status).toBe(403);
    expect((await query(server, { host, authorization, origin: `https://${host}` })).status).toBe(
      200,
    );
  });
});

function query(server: TestServer, headers: Record<string, string>): Promise<Response> {
  return server.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ health { status } }' }),
  });
}
