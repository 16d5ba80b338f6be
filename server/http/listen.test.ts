import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverProcessFactory } from '../testing/serverProcess.ts';
import { serverFactory } from '../testing/testServer.ts';
import { listen } from './listen.ts';

const UPGRADE = [
  'GET /graphql HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

describe('A server', () => {
  const processes = serverProcessFactory();

  it('that finds its port taken says so, ends with a failure and leaves its data folder free', async () => {
    const other = await processes.start(await processes.home());
    const home = await processes.home();
    const port = new URL(other.url).port;
    const { exitCode, stderr } = await run({ TUNIX_RT_HOME: home, PORT: port });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `Port ${port} of 127.0.0.1 is taken, perhaps by another server of this kind. Stop it, or choose another with PORT.`,
    );
    const successor = await processes.start(home);
    expect((await successor.fetch('/healthz')).status).toBe(200);
  });

  it.for([
    ['PORT', 'http', 'Expected PORT to be a whole number from 0 to 65535, got "http"'],
    [
      'HOST',
      '0.0.0.0',
      'Expected TUNIX_RT_TOKEN to be a token, because HOST=0.0.0.0 can be reached from other machines, got nothing',
    ],
    [
      'TUNIX_RT_TOKEN',
      'schlüssel',
      'Expected TUNIX_RT_TOKEN to be letters, digits and signs of ASCII, without spaces, got a value that is not shown',
    ],
    [
      'DATABASE_URL',
      'postgres://user:secret@127.0.0.1:1/tunix',
      "The database at 127.0.0.1:1/tunix can't be opened: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL.",
    ],
  ])(
    'that is given a wrong %s says so and ends with a failure',
    async ([name = '', value = '', message]) => {
      const { exitCode, stderr } = await run({
        TUNIX_RT_HOME: await processes.home(),
        [name]: value,
      });
      expect([exitCode, stderr]).toEqual([1, message]);
    },
  );

  it('ends well when it is asked to', async () => {
    const home = await processes.home();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const server = await processes.start(home);
      await server.end(signal);
    }
    const successor = await processes.start(home);
    expect((await successor.fetch('/readyz')).status).toBe(200);
  });
});

describe('Listening', () => {
  const open = serverFactory();

  it('fails where the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const server = await open({ PORT: String(port) });
    await expect(listen(server.application)).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
  });

  it('answers over a real connection, in as many pieces as a body needs', async () => {
    const server = await open({ PORT: '0' });
    const { url, close } = await listen(server.application);
    onTestFinished(close);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const line = JSON.stringify({
      trace_version: '1.0',
      prompt: 'é'.repeat(50_000),
      final_answer: 'a',
      steps: [{ i: 0, type: 't', content: 'c' }],
    });
    const body = `${line}\n`.repeat(20);
    const imported = await fetch(`${url}/traces/import?onDuplicate=keep`, { method: 'POST', body });
    expect(await imported.json()).toMatchObject({
      accepted: 20,
      skipped: 0,
      rejected: 0,
      errors: [],
    });
    const exported = await fetch(`${url}/traces/export.jsonl`);
    expect(await exported.text()).toBe(body);
  });
});

describe('A connection', () => {
  const open = serverFactory();

  it('that offers another protocol is answered in this one', async () => {
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk';
    const answer = await answerTo(`GET /healthz HTTP/1.1\r\nHost: localhost\r\n${offer}`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('{"status":"ok"}');
  });

  it.for([
    'GET / HTTP/1.1\r\nHost: [',
    'GET / HTTP/1.1\r\nHost: a b',
    'GET / HTTP/1.1\r\nHost: localhost/healthz?',
    'GET http://[ HTTP/1.1\r\nHost: localhost',
    'GET ftp://localhost/ HTTP/1.1\r\nHost: localhost',
    'OPTIONS * HTTP/1.1\r\nHost: localhost',
  ])('that asks %j is told what is wrong with it', async (request) => {
    const answer = await answerTo(request);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('Expected a path of this server and the name of its host, got ');
    expect(answer).toContain('x-content-type-options: nosniff\r\n');
    expect(answer).not.toMatch(/node_modules|\.ts:/);
  });

  it('that asks for a whole address is answered for its path, under its host', async () => {
    const asked = (host: string) =>
      answerTo(`GET http://${host}/healthz HTTP/1.1\r\nHost: localhost`);
    expect(await asked('127.0.0.1:80')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await asked('evil.example')).toMatch(/^HTTP\/1\.1 421 /);
  });

  it.for([
    ['has stopped reading', 'GET /traces/export.jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    [
      'has sent half a body',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{',
    ],
    ['has sent half a request', 'GET /'],
    ['is silent', ''],
    ['is a silent WebSocket', UPGRADE],
    [
      'waits for events',
      'GET /graphql?query=subscription{runUpdated{id}} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n',
    ],
  ])('that %s does not keep the server from stopping', async ([, request = '']) => {
    const server = await open({ PORT: '0' });
    const { url, close } = await listen(server.application);
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    if (request) await new Promise((resolve) => socket.write(request, resolve));
    socket.on('error', () => {});
    socket.pause();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
    socket.destroy();
  });

  /** Sends the head of a request as it is, and answers all that comes back. */
  async function answerTo(head: string): Promise<string> {
    const server = await open({ PORT: '0' });
    const { url, close } = await listen(server.application);
    onTestFinished(close);
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
    socket.end(`${head}\r\n\r\n`);
    return text(socket);
  }
});

function run(environment: Record<string, string>) {
  return execa('node', [MAIN], {
    env: { HOST: '', DATABASE_URL: '', TUNIX_RT_TOKEN: '', ...environment },
    stdin: 'ignore',
    reject: false,
  });
}
