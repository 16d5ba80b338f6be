import { once } from 'node:events';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Client, createClient } from 'graphql-ws';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serverFactory } from '../testing/testServer.ts';
import { listen } from './listen.ts';

const WATCH = 'subscription { runUpdated(id: "unknown") { id } }';
const HEALTH = '{ health { status } }';

describe('A WebSocket', () => {
  const open = serverFactory();

  it('answers queries and subscriptions', async () => {
    const { url } = await listening();
    const client = connect(url);
    expect(await first(client, HEALTH)).toEqual({ data: { health: { status: 'healthy' } } });
    await expect(first(client, WATCH)).rejects.toEqual([
      expect.objectContaining({
        message: 'There is no run "unknown"',
        extensions: { code: 'NOT_FOUND' },
      }),
    ]);
  });

  it('stays open after a document that cannot be read', async () => {
    const { url } = await listening();
    const client = connect(url);
    await expect(first(client, '{ nothing')).rejects.toEqual([
      expect.objectContaining({ message: 'Syntax Error: Expected Name, found <EOF>.' }),
    ]);
    await expect(first(client, '{ nothing }')).rejects.toEqual([
      expect.objectContaining({ message: expect.stringContaining('Cannot query field "nothing"') }),
    ]);
    expect(await first(client, HEALTH)).toEqual({ data: { health: { status: 'healthy' } } });
  });

  it.for<[string, string, object]>([
    ['a page of another origin', '/graphql', { origin: 'https://evil.example' }],
    ['another name than that of this machine', '/graphql', { headers: { host: 'evil.example' } }],
    ['another path', '/elsewhere', {}],
  ])('is refused to %s', async ([, path, options]) => {
    const { url } = await listening();
    const socket = new WebSocket(`${url}${path}`, 'graphql-transport-ws', options);
    const [error] = await once(socket, 'error');
    expect(error.message).toMatch(/^Unexpected server response: 40[34]$/);
  });

  it.for([
    ['//', '404 Not Found'],
    ['///', '404 Not Found'],
    ['/\\\\[', '404 Not Found'],
    ['http://[', '400 Bad Request'],
    ['http://', '400 Bad Request'],
    ['*', '400 Bad Request'],
  ])('that asks for %s is refused, and the server lives', async ([target, status]) => {
    const { url } = await listening();
    expect(await answerTo(url, `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${UPGRADE}`)).toBe(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(await first(connect(url), HEALTH)).toEqual({ data: { health: { status: 'healthy' } } });
  });

  it('that is refused may be reset by its client, and the server lives', async () => {
    const { url } = await listening();
    const refused = `GET /elsewhere HTTP/1.1\r\nHost: localhost\r\n${UPGRADE}`;
    for (let attempt = 0; attempt < 50; attempt += 1) await reset(url, refused);
    expect(await first(connect(url), HEALTH)).toEqual({ data: { health: { status: 'healthy' } } });
  });

  it('is opened to a page of this server', async () => {
    const { url } = await listening();
    const origin = url.replace('ws:', 'http:');
    const socket = new WebSocket(`${url}/graphql`, 'graphql-transport-ws', { origin });
    await once(socket, 'open');
    socket.close();
  });

  it('asks for the token where there is one', async () => {
    const { url } = await listening({ TUNIX_RT_TOKEN: 'secret' });
    const wrong: Params[] = [undefined, { token: 'wrong' }, { Authorization: 'secret' }];
    for (const params of wrong) {
      await expect(first(connect(url, params), HEALTH)).rejects.toMatchObject({
        code: 4403,
        reason: 'Forbidden',
      });
    }
    const right: Params[] = [
      { token: 'secret' },
      { Authorization: 'Bearer secret' },
      { authorization: 'Bearer secret' },
    ];
    for (const params of right) {
      expect(await first(connect(url, params), HEALTH)).toEqual({
        data: { health: { status: 'healthy' } },
      });
    }
  });

  it('is closed for a message of more than a megabyte', async () => {
    const { url } = await listening();
    const socket = new WebSocket(`${url}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    socket.send('x'.repeat(2 ** 20 + 1));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
    expect(log).not.toHaveBeenCalled();
  });

  it('is closed when the server stops', async () => {
    const { url, close } = await listening();
    const socket = new WebSocket(`${url}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await close();
    const [code] = await closed;
    expect(code).toBe(1001);
  });

  async function listening(environment: Record<string, string> = {}) {
    const server = await open({ PORT: '0', ...environment });
    const { url, close } = await listen(server.application);
    let closed: Promise<void> | undefined;
    const closeOnce = () => {
      closed ??= close();
      return closed;
    };
    onTestFinished(closeOnce);
    return { url: url.replace('http:', 'ws:'), close: closeOnce };
  }
});

const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

/** Sends a request, and resets the connection at once. */
async function reset(url: string, request: string): Promise<void> {
  const { port, hostname } = new URL(url);
  const socket = createConnection(Number(port), hostname);
  socket.write(request, () => socket.resetAndDestroy());
  await once(socket, 'close');
}

/** Sends a request as it is, and answers all that comes back. */
async function answerTo(url: string, request: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = createConnection(Number(port), hostname);
  socket.write(request);
  return text(socket);
}

type Params = Record<string, string> | undefined;

function connect(url: string, connectionParams?: Params): Client {
  const client = createClient({
    url: `${url}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(connectionParams ? { connectionParams } : {}),
  });
  onTestFinished(() => client.dispose());
  return client;
}

function first(client: Client, query: string) {
  return client
    .iterate({ query })
    .next()
    .then(({ value }) => value);
}
