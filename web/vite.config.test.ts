import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESSES } from '../server/addresses.ts';
import config from './vite.config.ts';

const upstream = createHttpServer((request, response) => response.end(`server ${request.url}`));
let vite: Awaited<ReturnType<typeof createServer>>;
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const proxy = Object.fromEntries(
    Object.keys(config.server?.proxy ?? {}).map((pattern) => [pattern, { target }]),
  );
  vite = await createServer({
    ...config,
    configFile: false,
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, ws: false, watch: null, proxy },
  });
  await vite.listen();
  url = vite.resolvedUrls?.local[0] ?? '';
});

afterAll(async () => {
  await vite.close();
  upstream.close();
});

describe('the development server of the page', () => {
  it.for(Object.values(ADDRESSES))('passes %s on to the server', async (pattern) => {
    const path = `${pattern.replaceAll(/:\w+(\(\.\*\))?/g, 'a')}?b=c`;
    expect(await (await fetch(new URL(path, url))).text()).toBe(`server ${path}`);
  });

  it.for(['/', '/traces', '/traces/compare', '/datasets/new', '/runs/a?tab=/log', '/manifests/a'])(
    'answers %s with the page',
    async (path) => {
      const response = await fetch(new URL(path, url), { headers: { accept: 'text/html' } });
      expect(await response.text()).toContain('<div id="root">');
    },
  );
});
