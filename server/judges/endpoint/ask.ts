import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoint } from './endpoint.ts';
import { type Failure, postCompletion, type Reply } from './post.ts';

const MOST_ATTEMPTS = 5;
// Who was waited for that long rarely answers the third time.
const MOST_TIMEOUTS = 2;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;
const LONGEST_WAIT_ASKED = 600_000;

/** What all who ask an endpoint at a time share: the moment before which it wants no request. */
export type Patience = { until: number };

/** Asks until there is an answer, or a failure that another try won't change. Waits longer each time, and as long as
 * the endpoint says where it does. @throws the signal's reason when it comes first */
export async function askEndpoint(
  endpoint: Endpoint,
  { body, patience, signal }: { body: object; patience: Patience; signal: AbortSignal },
): Promise<{ reply: Reply; attempts: number }> {
  for (let attempts = 1; ; attempts += 1) {
    await waitUntil(patience, signal);
    const reply = await postCompletion(endpoint, { body, signal });
    if (!('failure' in reply) || !isWorthAnother(reply.failure, attempts))
      return { reply, attempts };
    const { retryAfter } = reply.failure;
    if (retryAfter !== null) patience.until = Math.max(patience.until, Date.now() + retryAfter);
    else await delay(waitAfter(attempts), undefined, { signal });
  }
}

function isWorthAnother({ cause, isPassing, retryAfter }: Failure, attempts: number): boolean {
  const most = cause === 'TIMEOUT' ? MOST_TIMEOUTS : MOST_ATTEMPTS;
  return isPassing && attempts < most && (retryAfter ?? 0) <= LONGEST_WAIT_ASKED;
}

// Spread, so that those who failed together don't come back together.
function waitAfter(attempts: number): number {
  return Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT) * (0.5 + Math.random() / 2);
}

async function waitUntil(patience: Patience, signal: AbortSignal): Promise<void> {
  for (let left = patience.until - Date.now(); left > 0; left = patience.until - Date.now()) {
    await delay(left, undefined, { signal });
  }
}
