import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../../../web/dist/', import.meta.url);

/** What a browser loads before the first page shows, compressed, in kilobytes; null when it isn't built. */
export function firstLoadKilobytes(): number | null {
  const index = new URL('index.html', DIST);
  if (!existsSync(index)) return null;
  const html = readFileSync(index, 'utf8');
  const assets = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  const files = [html, ...assets.map((path) => readFileSync(new URL(path, DIST)))];
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000;
}
