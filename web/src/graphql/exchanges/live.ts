import { type Exchange, subscriptionExchange } from '@urql/core';
import type { Connection } from '../connection/connection.ts';

export function liveExchange(connection: Pick<Connection, 'subscribe'>): Exchange {
  return subscriptionExchange({
    forwardSubscription: ({ query = '', variables }) => ({
      subscribe: (sink) => ({
        unsubscribe: connection.subscribe(
          { query, variables: variables as Record<string, unknown> | undefined },
          sink,
        ),
      }),
    }),
  });
}
