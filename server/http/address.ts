import type { IncomingMessage } from 'node:http';

/** Where a request goes; null when its target, or its target and `Host`, make no address. A target that
 * is a whole address, as proxies are sent it, becomes a path, and its host counts instead of the
 * header's. */
export function settleAddress(request: IncomingMessage): URL | null {
  const { url = '/', headers } = request;
  if (url.startsWith('/')) return isHost(headers.host) ? parsed(headers.host, url) : null;
  const address = /^https?:\/\//i.test(url) ? URL.parse(url) : null;
  if (!address) return null;
  request.url = address.pathname + address.search;
  headers.host = address.host;
  return address;
}

function parsed(host: string | undefined, path: string): URL | null {
  return URL.parse(`http://${host || 'localhost'}${path}`);
}

// What ends a host would move the beginning of the path.
function isHost(host = ''): boolean {
  return !/[/?#@\\]/.test(host);
}
