import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';
import { ADDRESSES } from '../../addresses.ts';

const FOLDER = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

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
      if (request.method !== 'GET' || url.pathname === ADDRESSES.graphql) return;
      const asset = await readAsset(folder, url.pathname);
      if (asset) endResponse(await respond(request, asset));
      else if (url.pathname === '/' || request.headers.get('accept')?.includes('text/html'))
        endResponse(await respond(request, await page(folder)));
    },
  };
}

type Asset = { path: string; content: Buffer; type: string; caching: string };

const compress = promisify(gzip);
// A file is compressed once, and again when it was built anew; what an address had before is let go.
const compressed = new Map<string, { digest: string; bytes: Promise<Buffer> }>();

async function respond(
  request: Request,
  { path, content, type, caching }: Asset,
): Promise<Response> {
  const headers = { 'content-type': type, 'cache-control': caching, vary: 'accept-encoding' };
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) {
    return new Response(new Uint8Array(content), { headers });
  }
  const digest = hash('sha256', content);
  const known = compressed.get(path);
  const current = known?.digest === digest ? known : { digest, bytes: compress(content) };
  compressed.set(path, current);
  return new Response(new Uint8Array(await current.bytes), {
    headers: { ...headers, 'content-encoding': 'gzip' },
  });
}

async function readAsset(folder: string, pathname: string): Promise<Asset | null> {
  const path = join(folder, normalize(pathname));
  const type = TYPES[extname(path)];
  if (!type || !path.startsWith(folder)) return null;
  const content = await readFile(path).catch(() => null);
  if (!content) return null;
  // A built file's name holds a hash of its content.
  const isHashed = pathname.startsWith('/assets/');
  const caching = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { path, content, type, caching };
}

async function page(folder: string): Promise<Asset> {
  const path = join(folder, 'index.html');
  const content = await readFile(path).catch(() => Buffer.from(NOT_BUILT));
  return { path, content, type: 'text/html; charset=utf-8', caching: 'no-cache' };
}

const NOT_BUILT =
  '<!doctype html><title>Tunix RT</title><p>The page is not built. Run <code>npm run build</code>, then reload.';
