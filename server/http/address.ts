import type { IncomingMessage } from 'node:http';

/** Where a request goes; null when its target, or its target and `Host`, make no address. */
export function addressOf({ url = '/', headers: { host } }: IncomingMessage): URL | null {
  if (!url.startsWith('/')) return URL.parse(url);
  // What ends a host would move the beginning of the path.
  if (/[/?#@\\]/.test(host ?? '')) return null;
  return URL.parse(`http://${host || 'localhost'}${url}`);
}
