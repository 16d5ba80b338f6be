import { cached } from '../cached.ts';

export type RediaiMode = 'disabled' | 'mock' | 'real';

export type RediaiHealth = {
  status: 'healthy' | 'down' | 'disabled';
  mode: RediaiMode;
  checkedAt: Date | null;
  cached: boolean;
  error: string | null;
};

type Check = { checkedAt: Date; error: string | null };

const TIMEOUT_SECONDS = 5;

/** Watches a RediAI server by `GET {baseUrl}{path}`: any 2xx is healthy, redirects are not followed. An
 * answer is kept for `ttlSeconds`, and one request is in flight at most. `disabled` and `mock` ask
 * nobody, so they have no time of checking. `now` is a monotonic clock in milliseconds. */
export function createRediaiHealth(options: {
  mode: RediaiMode;
  baseUrl: string | undefined;
  path: string;
  ttlSeconds: number;
  timeoutSeconds?: number;
  fetch?: typeof fetch;
  now?: () => number;
}): { check: () => Promise<RediaiHealth> } {
  const { mode, baseUrl, path, ttlSeconds, now } = options;
  if (mode === 'mock') return unchecked('healthy', mode);
  if (mode === 'disabled' || !baseUrl) return unchecked('disabled', 'disabled');

  const url = `${baseUrl.replace(/\/+$/, '')}${path}`;
  const get = cached({ read: () => ask(url, options), lifetime: () => ttlSeconds * 1000, now });
  return {
    async check() {
      const { value, cached } = await get();
      return { status: value.error === null ? 'healthy' : 'down', mode, ...value, cached };
    },
  };
}

function unchecked(status: RediaiHealth['status'], mode: RediaiMode) {
  return { check: async () => ({ status, mode, checkedAt: null, cached: false, error: null }) };
}

async function ask(
  url: string,
  options: { fetch?: typeof fetch; timeoutSeconds?: number },
): Promise<Check> {
  const { fetch = globalThis.fetch, timeoutSeconds = TIMEOUT_SECONDS } = options;
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await fetch(url, { signal, redirect: 'manual' });
    await response.body?.cancel();
    return { checkedAt: new Date(), error: response.ok ? null : `HTTP ${response.status}` };
  } catch (error) {
    const reason = signal.aborted ? `Timeout after ${timeoutSeconds}s` : reasonOf(error);
    return { checkedAt: new Date(), error: reason };
  }
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'Connection refused',
  ENOTFOUND: 'Name not resolved',
  EAI_AGAIN: 'Name not resolved',
  ECONNRESET: 'Connection closed',
  EPIPE: 'Connection closed',
  UND_ERR_SOCKET: 'Connection closed',
};

/** The code alone: messages of the network layer hold addresses that are nobody else's business. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) return 'Request failed';
  return REASONS[code] ?? `Request failed (${code})`;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
