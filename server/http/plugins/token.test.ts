import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { serverFactory, type TestServer } from '../../testing/testServer.ts';

const TOKEN = 'correct-horse/battery+staple=';
const PATHS = [
  '/',
  '/graphql',
  '/graphql?query={health{status}}',
  '/readyz',
  '/metrics',
  '/datasets/d-1/export.jsonl',
  '/datasets/d-1/manifest.json',
  '/datasets/d-1/traces.jsonl',
  '/manifests/x.yaml',
  '/manifests/x/bundle.tar',
  '/runs/x/log',
  '/runs/x/folder.tar',
  '/exports/00000000000000000000000000000000/x.jsonl',
  '/traces/export.jsonl',
  '/ungar/high-card-duel/export.jsonl',
  '/session',
  '/healthz/',
  '/health',
  '/nothing/health',
  '/nothing',
];

describe('A server with a token', () => {
  const open = serverFactory();

  it('asks for it on every path but that of its health', async () => {
    const server = await open({ TUNIX_RT_TOKEN: TOKEN });
    expect((await server.fetch('/healthz')).status).toBe(200);
    for (const path of PATHS.filter((candidate) => candidate !== '/session')) {
      const response = await server.fetch(path);
      expect([path, response.status]).toEqual([path, 401]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect((await response.json()).detail).toBe(
        'Expected the header `Authorization: Bearer` with the token of this server',
      );
    }
    const imported = await server.fetch('/traces/import', { method: 'POST', body: '{}' });
    expect(imported.status).toBe(401);
    expect((await mutate(server, {})).status).toBe(401);
  });

  it.for([
    ['no scheme', TOKEN],
    ['another scheme', `Basic ${TOKEN}`],
    ['a part of it', `Bearer ${TOKEN.slice(0, -1)}`],
    ['more than it', `Bearer ${TOKEN}x`],
    ['nothing', 'Bearer '],
    ['its hash', `Bearer ${createHash('sha256').update(TOKEN).digest('hex')}`],
  ])('refuses a header with %s', async ([, authorization = '']) => {
    const server = await open({ TUNIX_RT_TOKEN: TOKEN });
    expect((await mutate(server, { authorization })).status).toBe(401);
  });

  it('takes it as a header, whatever the case of its scheme', async () => {
    const server = await open({ TUNIX_RT_TOKEN: 'plain-token' });
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer ']) {
      const response = await mutate(server, { authorization: `${scheme} plain-token` });
      expect((await response.json()).data).toEqual({ deleteTraces: { deletedCount: 0 } });
    }
    const metrics = await server.fetch('/metrics', {
      headers: { authorization: 'Bearer plain-token' },
    });
    expect(metrics.status).toBe(200);
  });

  it('shows a browser a page that asks for it, and remembers who gave it', async () => {
    const server = await open({ TUNIX_RT_TOKEN: TOKEN });
    const page = await server.fetch('/runs/x', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(401);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(html).toContain('<form method="post" action="/session">');
    expect(html).not.toContain('src=');
    expect(html).not.toContain(TOKEN);

    const wrong = await signIn(server, 'wrong');
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect(await wrong.text()).toContain('That is not the token.');

    const right = await signIn(server, TOKEN);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/']);
    const cookie = right.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^tunix_rt_session=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(cookie).not.toContain(TOKEN);
    const session = `other=1; ${cookie.split(';')[0]}; more=2`;
    expect((await mutate(server, { cookie: session })).status).toBe(200);
    expect((await mutate(server, { cookie: 'tunix_rt_session=' })).status).toBe(401);
    expect((await mutate(server, { cookie: `tunix_rt_session=${'0'.repeat(64)}` })).status).toBe(
      401,
    );
  });

  it.for([
    [{ origin: 'https://localhost' }, true],
    [{ 'x-forwarded-proto': 'https' }, true],
    [{ 'x-forwarded-proto': 'HTTPS, http' }, true],
    [{ origin: 'http://localhost' }, false],
    [{ 'x-forwarded-proto': 'http' }, false],
  ] as const)(
    'marks the session of a browser with %o as one of TLS: %s',
    async ([headers, isMarked]) => {
      const server = await open({ TUNIX_RT_TOKEN: TOKEN });
      const response = await signIn(server, TOKEN, '/', { host: 'localhost', ...headers });
      expect(response.headers.get('set-cookie')?.endsWith('; Secure')).toBe(isMarked);
    },
  );

  it('hears no more of someone who has guessed wrong ten times', async () => {
    const server = await open({ TUNIX_RT_TOKEN: TOKEN });
    for (let guess = 0; guess < 10; guess += 1)
      expect((await signIn(server, `wrong ${guess}`)).status).toBe(401);
    const response = await signIn(server, TOKEN);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).toContain('Too many wrong tokens: wait ');
    const authorization = `Bearer ${TOKEN}`;
    expect((await mutate(server, { authorization })).status).toBe(200);
  });

  it('leads on to where a browser wanted to go, and to no other server', async () => {
    const server = await open({ TUNIX_RT_TOKEN: TOKEN });
    const path = '/runs/x?tab=log&find=%22a%22';
    const page = await server.fetch(path, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('name="to" value="/runs/x?tab=log&#38;find=%22a%22"');
    const locationOf = async (to: string) =>
      (await signIn(server, TOKEN, to)).headers.get('location');
    expect(await locationOf(path)).toBe(path);
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/a\r\nb',
      '/\t/b',
    ])
      expect(await locationOf(to)).toBe('/');
    const wrong = await signIn(server, 'wrong', '/"><script>');
    expect(await wrong.text()).toContain('value="/&#34;&#62;&#60;script&#62;"');
  });

  it('reads no more of a form than a token takes', async () => {
    const server = await open({ TUNIX_RT_TOKEN: TOKEN });
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 1;
        controller.enqueue(Buffer.alloc(65_536, 'x'));
      },
    });
    const response = await server.fetch('/session', {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(401);
    expect(read).toBeLessThan(20);
  });
});

describe('A server without a token', () => {
  const open = serverFactory();

  it('asks for none', async () => {
    const server = await open();
    expect((await mutate(server, {})).status).toBe(200);
    expect((await server.fetch('/metrics')).status).toBe(200);
  });
});

function mutate(server: TestServer, headers: Record<string, string>): Promise<Response> {
  return server.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      query: 'mutation { deleteTraces(ids: []) { ... on DeleteTracesPayload { deletedCount } } }',
    }),
  });
}

function signIn(server: TestServer, token: string, to = '/', headers = {}): Promise<Response> {
  const body = new URLSearchParams({ token, to });
  return server.fetch('/session', { method: 'POST', headers, body });
}
