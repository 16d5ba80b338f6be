import { Provider } from '@urql/solid';
import { render } from 'solid-js/web';
import { ADDRESSES } from '../../server/addresses.ts';
import { createGraphqlClient } from './graphql/client.ts';
import { ConnectionContext, createConnection } from './graphql/connection.ts';
import { Routes } from './routes.tsx';
import { Clock } from './ui/clock.tsx';
import './ui/tokens.css';
import './ui/base.css';

const url = new URL(ADDRESSES.graphql, window.location.href);
const connection = createConnection(url.href.replace(/^http/, 'ws'));
const client = createGraphqlClient(url.href, connection);

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
