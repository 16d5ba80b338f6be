const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** Whether a host, as an address names it, is one that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}
