import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange, subscriptionExchange } from '@urql/solid';
import { cache } from './cache.ts';
import type { Connection } from './connection.ts';

/** Queries and mutations go over HTTP, subscriptions over the connection; all meet in one cache. */
export function createGraphqlClient(url: string, connection: Pick<Connection, 'subscribe'>) {
  return new Client({
    url,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      cacheExchange(cache),
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
