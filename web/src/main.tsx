import { Provider } from '@urql/solid';
import { render } from 'solid-js/web';
import { ADDRESSES } from '../../server/addresses.ts';
import { createGraphqlClient } from './graphql/client.ts';
import { ConnectionContext, createConnection } from './graphql/connection/connection.ts';
import { JUDGE_UPDATES } from './judges/cacheUpdates.ts';
import { MANIFEST_UPDATES } from './manifests/cacheUpdates.ts';
import { REVIEW_UPDATES } from './reviews/cacheUpdates.ts';
import { Routes } from './routes.tsx';
import { RUN_UPDATES } from './runs/cacheUpdates.ts';
import { isOvertaken } from './runs/isOvertaken.ts';
import { TRACE_UPDATES } from './traces/cacheUpdates.ts';
import { Clock } from './ui/clock.tsx';
import './ui/tokens.css';
import './ui/base.css';

const url = new URL(ADDRESSES.graphql, window.location.href);
const connection = createConnection(url.href.replace(/^http/, 'ws'));
const client = createGraphqlClient(url.href, {
  connection,
  updates: {
    Mutation: {
      ...TRACE_UPDATES.Mutation,
      ...JUDGE_UPDATES.Mutation,
      ...REVIEW_UPDATES.Mutation,
      ...MANIFEST_UPDATES.Mutation,
      ...RUN_UPDATES.Mutation,
    },
    Subscription: RUN_UPDATES.Subscription,
  },
  isOvertaken,
});

render(
  () => (
    <ConnectionContext.Provider value={connection}>
      <Provider value={client}>
        <Clock>
          <Routes />
        </Clock>
      </Provider>
    </ConnectionContext.Provider>
  ),
  document.getElementById('root') ?? document.body,
);
