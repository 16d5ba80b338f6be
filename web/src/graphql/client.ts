import { Client, fetchExchange, type OperationResult } from '@urql/core';
import { cacheExchange, type UpdatesConfig } from '@urql/exchange-graphcache';
import type { Connection } from './connection/connection.ts';
import { cache } from './exchanges/cache.ts';
import { liveExchange } from './exchanges/live.ts';
import { overtakenExchange } from './exchanges/overtaken.ts';
import { readsExchange } from './exchanges/reads.ts';
import { refetchExchange } from './exchanges/refetch.ts';

/** Queries and mutations go over HTTP, subscriptions over the connection; all meet in one cache. */
export function createGraphqlClient(
  url: string,
  {
    connection,
    updates,
    isOvertaken,
  }: {
    connection: Pick<Connection, 'subscribe' | 'onReturn'>;
    updates: UpdatesConfig;
    /** Whether what events told of, oldest first, is newer than an answer. */
    isOvertaken: (told: OperationResult[], answer: OperationResult) => boolean;
  },
): Client {
  return new Client({
    url,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      refetchExchange(connection.onReturn),
      cacheExchange({ ...cache, updates }),
      overtakenExchange(isOvertaken),
      readsExchange,
      fetchExchange,
      liveExchange(connection),
    ],
  });
}
