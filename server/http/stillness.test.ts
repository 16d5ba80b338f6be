import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cutWhenStill } from './stillness.ts';

const PERIOD = 50;

describe('A connection that makes the server wait', () => {
  it('is cut when its body stands still', async () => {
    const { port } = await listening((request) => request.resume());
    const socket = createConnection(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf');
    socket.resume();
    await once(socket, 'close');
  });

  it('is cut when its body stands still after it has its answer', async () => {
    const { port } = await listening((_request, response) => response.end());
    const socket = createConnection(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf');
    socket.resume();
    await once(socket, 'close');
  });

  it('is cut when it has stopped reading', async () => {
    const { port, closed } = await listening((_request, response) => {
      response.write(Buffer.alloc(64 * 2 ** 20));
    });
    const socket = createConnection(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    socket.pause();
    await closed;
    socket.destroy();
  });

  it('is kept while bytes come, however long that takes', async () => {
    const { port } = await listening((request, response) => {
      request.resume();
      request.once('end', () => response.end('whole'));
    });
    const socket = createConnection(port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.write(
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60\r\nConnection: close\r\n\r\n',
    );
    let sent = 0;
    const drip = setInterval(() => {
      socket.write('.');
      sent += 1;
      if (sent === 60) clearInterval(drip);
    }, PERIOD / 5);
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    expect(answer).toContain('whole');
  });
});

async function listening(answer: Parameters<typeof createServer>[1] = () => {}) {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const http = createServer((request, response) => {
    response.once('close', resolve);
    cutWhenStill(request, response, PERIOD);
    answer(request, response);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.close();
    http.closeAllConnections();
  });
  return { port: (http.address() as AddressInfo).port, closed };
}
