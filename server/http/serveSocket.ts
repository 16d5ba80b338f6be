import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** What is known of a connection. */
export type SocketConnection = { socket: WebSocket; request: IncomingMessage };

const PING_INTERVAL = 12_000;

/** Lets a server of GraphQL speak over a WebSocket. A client that goes, or sends what it may not, is no
 * failure of the server, and nothing to log; one that does not answer a ping is cut. */
export function serveSocket(graphql: Server<SocketConnection>, connection: SocketConnection): void {
  const { socket } = connection;
  socket.on('error', () => {});
  const closed = graphql.opened(
    {
      protocol: socket.protocol,
      send: (message) => new Promise((resolve) => socket.send(message, () => resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) =>
        socket.on('message', (message) =>
          receive(String(message)).catch((error) => fail(socket, error)),
        ),
    },
    connection,
  );
  const stopPinging = keepAlive(socket);
  socket.once('close', (code, reason) => {
    stopPinging();
    closed(code, String(reason)).catch((error) => console.error(error));
  });
}

function fail(socket: WebSocket, error: unknown): void {
  console.error(error);
  socket.close(CloseCode.InternalServerError, 'Internal server error');
}

function keepAlive(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, PING_INTERVAL);
  return () => clearInterval(timer);
}
