import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Application } from '../application.ts';
import { shown } from '../parse.ts';
import { settleAddress } from './address.ts';
import { createServer, type Server } from './graphql.ts';
import { secured } from './plugins/securityHeaders.ts';
import { problem, problemOf } from './problem.ts';
import { send } from './send.ts';
import { cutWhenStill } from './stillness.ts';
import { serveWebSocket } from './websocket.ts';

/** The server's address is taken, or can't be listened at. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/** Listens for requests and WebSockets. @throws ListenError when the port is taken */
export async function listen(
  application: Application,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { HOST: host, PORT: port } = application.settings;
  const yoga = createServer(application);
  const http = createHttpServer(CONNECTIONS, answering(yoga));
  http.maxConnections = MOST_CONNECTIONS;
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
      http.closeIdleConnections();
      const cut = setTimeout(() => {
        webSocket.cut();
        http.closeAllConnections();
      }, GRACE_PERIOD);
      await webSocket.close();
      await closed;
      clearTimeout(cut);
    },
  };
}

/** Answers a request by what answers requests without a port. */
function answering(yoga: Server): RequestListener {
  return async (incoming, outgoing) => {
    cutWhenStill(incoming, outgoing);
    const response = settleAddress(incoming)
      ? await respond(yoga, incoming, outgoing)
      : problem(400, 'Bad request', {
          detail: `Expected a path of this server and the name of its host, got ${shown(incoming.url)} and ${shown(incoming.headers.host)}`,
        });
    await send(secured(response), outgoing);
  };
}

async function respond(yoga: Server, incoming: IncomingMessage, outgoing: ServerResponse) {
  try {
    return await yoga.handleNodeRequestAndResponse(incoming, outgoing);
  } catch (error) {
    return problemOf(error);
  }
}

const CONNECTIONS: ServerOptions = {
  headersTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  // An import may stream for as long as it takes: a body is cut when it stands still.
  requestTimeout: 0,
  // Whoever offers another protocol, such as h2c, is answered in this one.
  shouldUpgradeCallback: ({ headers: { upgrade } }) => upgrade?.toLowerCase() === 'websocket',
};
const MOST_CONNECTIONS = 4_000;
const GRACE_PERIOD = 3_000;

function reasonOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken, perhaps by another server of this kind. Stop it, or choose another with PORT.`;
  }
  if (code === 'EACCES')
    return `Port ${port} of ${host} may not be listened at. Choose one above 1023 with PORT.`;
  return `Can't listen at ${host}:${port}: ${message}`;
}
