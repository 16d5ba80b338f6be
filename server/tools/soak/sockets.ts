import { request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What one did with a connection of one's own. */
export type Outcome = string;

/** Reads a download to its end. */
export async function readWhole(url: string, init?: RequestInit): Promise<Outcome> {
  const response = await fetch(url, init);
  await response.arrayBuffer();
  return String(response.status);
}

/** Begins a download, and resets its connection after the first bytes. */
export function breakOff(url: string): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const outgoing = request(url, { agent: false }, (incoming) => {
    incoming.on('error', () => {});
    incoming.once('data', () => {
      incoming.socket.resetAndDestroy();
      resolve('broken off');
    });
    incoming.once('end', () => resolve('whole'));
  });
  outgoing.on('error', () => resolve('refused'));
  outgoing.end();
  return promise;
}

/** Reads a download in small steps with pauses, and leaves before its end. */
export async function readSlowly(url: string): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const outgoing = request(url, { agent: false }, (incoming) => {
    let steps = 0;
    incoming.on('error', () => {});
    incoming.on('data', () => {
      incoming.pause();
      steps += 1;
      if (steps > 5) {
        incoming.destroy();
        resolve('left');
      } else {
        setTimeout(() => incoming.resume(), 50);
      }
    });
    incoming.once('end', () => resolve('whole'));
  });
  outgoing.on('error', () => resolve('refused'));
  outgoing.end();
  return promise;
}

/** Sends bytes as they are, then does with the connection what `then` says. */
export function sendRaw(
  url: string,
  bytes: string,
  then: 'reset' | 'wait for the answer',
): Promise<Outcome> {
  const { hostname, port } = new URL(url);
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const socket = connect(Number(port), hostname, () => {
    socket.write(bytes, () => {
      if (then === 'reset') socket.resetAndDestroy();
    });
  });
  socket.on('error', () => {});
  socket.once('data', (data) => {
    resolve(/^HTTP\/1\.1 (\d{3})/.exec(String(data))?.[1] ?? 'no answer');
    socket.destroy();
  });
  socket.once('close', () => resolve(then === 'reset' ? 'reset' : 'closed'));
  return promise;
}

/** Sends the beginning of a request and keeps the connection open. */
export function sendHalf(url: string, bytes: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(bytes));
  socket.on('error', () => {});
  socket.resume();
  return socket;
}
