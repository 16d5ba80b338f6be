import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'graphql-yoga';

const FOLDER = fileURLToPath(new URL('../../web/dist/', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** Serves the built page: its files, and the page itself for every address that it routes. */
export function useWeb(folder = FOLDER): Plugin {
  return {
    async onRequest({ request, url, endResponse }) {
      if (request.method !== 'GET' || url.pathname === '/graphql') return;
      const asset = await readAsset(folder, url.pathname);
      if (asset) endResponse(asset);
      else if (request.headers.get('accept')?.includes('text/html'))
        endResponse(await page(folder));
    },
  };
}

async function readAsset(folder: string, pathname: string): Promise<Response | null> {
  const path = join(folder, normalize(pathname));
  const type = TYPES[extname(path)];
  if (!type || !path.startsWith(folder)) return null;
  const content = await readFile(path).catch(() => null);
  if (!content) return null;
  // A built file's name holds a hash of its content.
  const caching = pathname.startsWith('/assets/')
    ? 'public, max-age=31536000, immutable'
    : 'no-cache';
  return new Response(new Uint8Array(content), {
    headers: { 'content-type': type, 'cache-control': caching },
  });
}

async function page(folder: string): Promise<Response> {
  const content = await readFile(join(folder, 'index.html'), 'utf8').catch(() => NOT_BUILT);
  return new Response(content, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  });
}

const NOT_BUILT =
  '<!doctype html><title>Tunix RT</title><p>The page is not built. Run <code>npm run build</code>, then reload.';
