import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createRediaiHealth } from './health.ts';

const real = { mode: 'real', path: '/health', ttlSeconds: 30 } as const;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
}

test.for([200, 204, 299])('takes HTTP %i as healthy', async (status) => {
  const baseUrl = await serve((_request, response) => response.writeHead(status).end());
  expect(await createRediaiHealth({ ...real, baseUrl }).check()).toEqual({
    status: 'healthy',
    mode: 'real',
    checkedAt: expect.any(Date),
    cached: false,
    error: null,
  });
});

test.for([404, 500, 503])('takes HTTP %i as down', async (status) => {
  const baseUrl = await serve((_request, response) => response.writeHead(status).end('sorry'));
  expect(await createRediaiHealth({ ...real, baseUrl }).check()).toEqual({
    status: 'down',
    mode: 'real',
    checkedAt: expect.any(Date),
    cached: false,
    error: `HTTP ${status}`,
  });
});

test('does not follow a redirect', async () => {
  const asked: (string | undefined)[] = [];
  const baseUrl = await serve((request, response) => {
    asked.push(request.url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await createRediaiHealth({ ...real, baseUrl }).check()).toMatchObject({
    status: 'down',
    error: 'HTTP 302',
  });
  expect(asked).toEqual(['/health']);
});

test('joins the base URL and the path with one slash', async () => {
  const asked: (string | undefined)[] = [];
  const baseUrl = await serve((request, response) => {
    asked.push(request.url);
    response.end();
  });
  await createRediaiHealth({ ...real, baseUrl: `${baseUrl}/api//`, path: '/live?deep=1' }).check();
  expect(asked).toEqual(['/api/live?deep=1']);
});

test('does not wait for the body', async () => {
  const baseUrl = await serve((_request, response) => response.writeHead(200).write('never'));
  expect(await createRediaiHealth({ ...real, baseUrl }).check()).toMatchObject({
    status: 'healthy',
  });
});

test('gives up on a server that does not answer', async () => {
  const baseUrl = await serve(() => undefined);
  const health = createRediaiHealth({ ...real, baseUrl, timeoutSeconds: 0.05 });
  expect(await health.check()).toMatchObject({ status: 'down', error: 'Timeout after 0.05s' });
});

test('says that nothing listens', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  await new Promise((resolve) => server.close(resolve));
  const health = createRediaiHealth({ ...real, baseUrl: `http://127.0.0.1:${port}` });
  expect(await health.check()).toMatchObject({ status: 'down', error: 'Connection refused' });
});

test('says that the connection was closed', async () => {
  const baseUrl = await serve((request) => request.socket.destroy());
  expect(await createRediaiHealth({ ...real, baseUrl }).check()).toMatchObject({
    status: 'down',
    error: 'Connection closed',
  });
});

test('says that the answer was not HTTP', async () => {
  const baseUrl = await serve((request) => request.socket.end('hello\r\n'));
  expect(await createRediaiHealth({ ...real, baseUrl }).check()).toMatchObject({
    status: 'down',
    error: 'Request failed',
  });
});

test.for([
  ['ENOTFOUND', 'Name not resolved'],
  ['EAI_AGAIN', 'Name not resolved'],
  ['CERT_HAS_EXPIRED', 'Request failed (CERT_HAS_EXPIRED)'],
])('shows nothing of a network error (%s) but its kind', async ([code, error]) => {
  const cause = Object.assign(new Error(`getaddrinfo ${code} rediai.internal`), { code });
  const health = createRediaiHealth({
    ...real,
    baseUrl: 'http://rediai.internal',
    fetch: () => Promise.reject(new TypeError('fetch failed', { cause })),
  });
  expect(await health.check()).toMatchObject({ status: 'down', error });
});

test('shows nothing of an error without a code', async () => {
  const health = createRediaiHealth({
    ...real,
    baseUrl: 'http://rediai.internal',
    fetch: () => Promise.reject(new TypeError('secret')),
  });
  expect(await health.check()).toMatchObject({ status: 'down', error: 'Request failed' });
});

test('keeps an answer, good or bad, until its time is up and says so', async () => {
  let requests = 0;
  const baseUrl = await serve((_request, response) => {
    requests += 1;
    response.writeHead(requests === 1 ? 503 : 200).end();
  });
  const clock = { time: 0 };
  const health = createRediaiHealth({ ...real, baseUrl, now: () => clock.time });

  const first = await health.check();
  clock.time = 29_999;
  expect(await health.check()).toEqual({ ...first, cached: true });
  clock.time = 30_000;
  expect(await health.check()).toMatchObject({ status: 'healthy', cached: false });
  expect(requests).toBe(2);
});

test('asks each time when nothing is to be kept', async () => {
  let requests = 0;
  const baseUrl = await serve((_request, response) => {
    requests += 1;
    response.end();
  });
  const health = createRediaiHealth({ ...real, baseUrl, ttlSeconds: 0 });
  await health.check();
  expect(await health.check()).toMatchObject({ cached: false });
  expect(requests).toBe(2);
});

test('asks once for all who wait', async () => {
  let requests = 0;
  const baseUrl = await serve((_request, response) => {
    requests += 1;
    response.end();
  });
  const health = createRediaiHealth({ ...real, baseUrl, ttlSeconds: 0 });
  await Promise.all(Array.from({ length: 5 }, () => health.check()));
  expect(requests).toBe(1);
});

test.for([
  { mode: 'mock', status: 'healthy' },
  { mode: 'disabled', status: 'disabled' },
] as const)('asks nobody when it is $mode, and says so', async ({ mode, status }) => {
  const health = createRediaiHealth({
    ...real,
    mode,
    baseUrl: 'http://rediai.internal',
    fetch: () => Promise.reject(new Error('It asked')),
  });
  expect(await health.check()).toEqual({
    status,
    mode,
    checkedAt: null,
    cached: false,
    error: null,
  });
});

test('is disabled where no URL is given', async () => {
  const health = createRediaiHealth({ ...real, baseUrl: undefined });
  expect(await health.check()).toMatchObject({ status: 'disabled', mode: 'disabled' });
});
