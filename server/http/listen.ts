import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Application } from '../application.ts';
import { shown } from '../parse.ts';
import { settleAddress } from './address.ts';
import { createServer, type Server } from './graphql.ts';
import { problem, problemOf } from './problem.ts';
import { send } from './send.ts';
import { serveWebSocket } from './websocket.ts';

/** The server's address is taken, or can't be listened at. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/**
 * Listens for requests and WebSockets.
 * @throws ListenError when the port is taken
 */
export async function listen(
  application: Application,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { HOST: host, PORT: port } = application.settings;
  const yoga = createServer(application);
  // An import may stream for as long as it takes; its memory is bounded, not its time.
  const http = createHttpServer({ requestTimeout: 0 }, answering(yoga));
  const webSocket = serveWebSocket(http, yoga, application.settings);
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(reasonOf(error, host, port))),
    );
    http.listen(port, host, resolve);
  });
  const { address, port: actual, family } = http.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      await webSocket.close();
      http.closeIdleConnections();
      setTimeout(() => http.closeAllConnections(), GRACE_PERIOD).unref();
      await closed;
    },
  };
}

/** Answers a request by what answers requests without a port. */
function answering(yoga: Server): RequestListener {
  return async (incoming, outgoing) => {
    const response = settleAddress(incoming)
      ? await respond(yoga, incoming, outgoing)
      : problem(400, 'Bad request', {
          detail: `Expected a path of this server and the name of its host, got ${shown(incoming.url)} and ${shown(incoming.headers.host)}`,
        });
    await send(response, outgoing);
  };
}

async function respond(yoga: Server, incoming: IncomingMessage, outgoing: ServerResponse) {
  try {
    return await yoga.handleNodeRequestAndResponse(incoming, outgoing);
  } catch (error) {
    return problemOf(error);
  }
}

const GRACE_PERIOD = 3_000;

function reasonOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken, perhaps by another server of this kind. Stop it, or choose another with PORT.`;
  }
  if (code === 'EACCES')
    return `Port ${port} of ${host} may not be listened at. Choose one above 1023 with PORT.`;
  return `Can't listen at ${host}:${port}: ${message}`;
}
