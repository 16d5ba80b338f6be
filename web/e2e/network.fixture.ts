import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

type Pair = { browser: Socket; server: Socket };

/** Opens what lies between a browser and a server, on a loopback address of its own. */
export async function openNetwork(serverUrl: string) {
  const target = new URL(serverUrl);
  const pairs = new Set<Pair>();
  let state: 'open' | 'cut' | 'frozen' = 'open';

  const listener = createServer((browser) => {
    if (state === 'cut') {
      browser.on('error', () => {}).resetAndDestroy();
      return;
    }
    const pair = { browser, server: connect(Number(target.port), target.hostname) };
    pairs.add(pair);
    for (const socket of [pair.browser, pair.server]) {
      socket.on('error', () => {});
      // What ends at one side while nothing passes is not known at the other.
      socket.on('close', () => state === 'frozen' || end(pair));
    }
    if (state === 'open') join(pair);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  const end = (pair: Pair) => {
    pairs.delete(pair);
    pair.browser.destroy();
    pair.server.destroy();
  };
  const cut = () => {
    state = 'cut';
    for (const pair of pairs) {
      pair.browser.resetAndDestroy();
      end(pair);
    }
  };

  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    /** Ends every connection and refuses new ones, as when a cable is pulled. */
    cut,
    /** Lets nothing through and ends nothing, as when a radio link dies; what is sent is held. */
    freeze() {
      state = 'frozen';
      for (const pair of pairs) part(pair);
    },
    /** Lets connections through again, after `freeze` with what was held. */
    restore() {
      state = 'open';
      for (const pair of pairs) join(pair);
    },
    /** After `freeze`: lets new connections through; those from before stay silent, as with another address. */
    restoreForNew() {
      state = 'open';
    },
    async close() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}

function join({ browser, server }: Pair) {
  browser.pipe(server);
  server.pipe(browser);
}

function part({ browser, server }: Pair) {
  browser.unpipe(server);
  server.unpipe(browser);
}
