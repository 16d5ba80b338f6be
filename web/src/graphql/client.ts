import { cacheExchange } from '@urql/exchange-graphcache';
import {
  Client,
  fetchExchange,
  makeOperation,
  mapExchange,
  subscriptionExchange,
} from '@urql/solid';
import { cache } from './cache.ts';
import type { Connection } from './connection.ts';
import { fetchRead } from './reads.ts';

/** Queries and mutations go over HTTP, subscriptions over the connection; all meet in one cache. */
export function createGraphqlClient(url: string, connection: Pick<Connection, 'subscribe'>) {
  return new Client({
    url,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      cacheExchange(cache),
      mapExchange({
        onOperation: (operation) =>
          operation.kind === 'query'
            ? makeOperation('query', operation, {
                ...operation.context,
                fetch: operation.context.fetch ?? fetchRead,
              })
            : operation,
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: connection.subscribe(
              { query, variables: variables as Record<string, unknown> | undefined },
              sink,
            ),
          }),
        }),
      }),
    ],
  });
}
