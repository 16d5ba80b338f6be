import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type DocumentNode, type ExecutionArgs, GraphQLError } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { ADDRESSES } from '../addresses.ts';
import type { Settings } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { settleAddress } from './address.ts';
import type { Server } from './graphql.ts';
import { isForeignHost, isForeignOrigin } from './plugins/origin.ts';
import { createTokenCheck } from './plugins/token.ts';
import { type SocketConnection, serveSocket } from './serveSocket.ts';

type Enveloped = ReturnType<Server['getEnveloped']>;
// What `onSubscribe` prepared travels to `execute` and `subscribe` in the root value.
type RootValue = Pick<Enveloped, 'execute' | 'subscribe'>;

const LARGEST_MESSAGE = 2 ** 20;
// As RFC 6455 has it.
const GOING_AWAY = 1001;

/** Serves GraphQL over WebSocket (graphql-transport-ws) at `/graphql`. */
export function serveWebSocket(
  http: HttpServer,
  yoga: Server,
  settings: Settings,
): { close: () => Promise<void>; cut: () => void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    handleProtocols,
  });
  const hasToken = settings.TUNIX_RT_TOKEN ? createTokenCheck(settings.TUNIX_RT_TOKEN) : () => true;
  const isLoopbackOnly = isLoopback(settings.HOST) && !settings.TUNIX_RT_TOKEN;

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node's own listener is gone by now, and a client may reset at any time.
    socket.on('error', () => socket.destroy());
    const address = settleAddress(request);
    const { origin = null, host = null } = request.headers;
    const asker = { origin, host, isLoopbackOnly };
    if (!address) refuse(socket, '400 Bad Request');
    else if (address.pathname !== ADDRESSES.graphql) refuse(socket, '404 Not Found');
    else if (isForeignHost(asker) || isForeignOrigin(asker)) refuse(socket, '403 Forbidden');
    else
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        sockets.emit('connection', webSocket, request),
      );
  });

  const graphql = makeServer<Record<string, unknown>, SocketConnection>({
    execute: (args) => (args.rootValue as RootValue).execute(args),
    subscribe: (args) => (args.rootValue as RootValue).subscribe(args),
    onConnect({ connectionParams, extra: { request } }) {
      const { cookie, authorization } = request.headers;
      return hasToken({ cookie, authorization, ...lowerCased(connectionParams) });
    },
    async onSubscribe(
      { extra },
      _id,
      { query, operationName, variables },
    ): Promise<ExecutionArgs | readonly GraphQLError[]> {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        req: extra.request,
        socket: extra.socket,
        params: { query, operationName, variables },
      });
      const document = parsed(parse, query);
      if (document instanceof GraphQLError) return [document];
      const errors = validate(schema, document);
      if (errors.length > 0) return errors;
      return {
        schema,
        operationName,
        document,
        variableValues: variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      };
    },
  });
  sockets.on('connection', (socket, request) => serveSocket(graphql, { socket, request }));
  return {
    async close() {
      const closed = new Promise((resolve) => sockets.close(resolve));
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Going away');
      await closed;
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** The document, or what is wrong with it, which is the sender's to know and no reason to hang up. */
function parsed(
  parse: (query: string) => DocumentNode,
  query: string,
): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function refuse(socket: Duplex, status: string) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}

function lowerCased(params: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
