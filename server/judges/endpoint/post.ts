import type { ErrorCause } from '../../../prisma/generated/sqlite/enums.ts';
import { type Completion, readCompletion, readFailure } from './completion.ts';
import type { Endpoint } from './endpoint.ts';
import { waitAsked } from './waitAsked.ts';

// Far more than any text needs, and little enough for every place at work at once.
const LARGEST_BODY = 4 * 2 ** 20;

/** What came of one request. */
export type Reply =
  | { completion: Completion }
  | { refusal: string }
  | Oversized
  | { failure: Failure };

/** An answer too long to be read, and how it begins. */
type Oversized = { oversized: string };

export type Failure = {
  cause: ErrorCause;
  reason: string;
  /** Whether another try may succeed. */
  isPassing: boolean;
  /** Whether the same would be said to every other request. */
  isForAll: boolean;
  /** How long the endpoint asks to wait, in milliseconds. */
  retryAfter: number | null;
};

/** Sends one request. @throws the signal's reason when it comes first */
export async function postCompletion(
  endpoint: Endpoint,
  { body, signal }: { body: object; signal: AbortSignal },
): Promise<Reply> {
  const { url, key, timeoutSeconds } = endpoint;
  const patience = AbortSignal.timeout(timeoutSeconds * 1_000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
      // The key is for this address only.
      redirect: 'manual',
      signal: AbortSignal.any([signal, patience]),
    });
    const text = await readBody(response);
    return withoutKey(replyOf(response, text), key);
  } catch (error) {
    signal.throwIfAborted();
    if (patience.aborted)
      return passing('TIMEOUT', `No whole answer came within ${timeoutSeconds} s`);
    return passing('CONNECTION', reasonOf(error));
  }
}

function replyOf(response: Response, text: string): Reply {
  if (text.length > LARGEST_BODY) return { oversized: text };
  const body = parsed(text);
  const said = readFailure(body);
  if (said?.code === 'content_filter') return { refusal: `The endpoint's filter: ${said.message}` };
  if (response.ok && !said) {
    const completion = readCompletion(body);
    return completion ? { completion } : { failure: noCompletion(response, body) };
  }
  // Some answer 200 with an error inside, whose code is the status.
  const status = response.ok ? Number(said?.code) : response.status;
  const message = said?.message ? `: ${said.message}` : '';
  return {
    failure: {
      cause: status === 429 ? 'RATE_LIMIT' : 'STATUS',
      reason: `The endpoint answered ${Number.isNaN(status) ? 'an error' : status}${message}${HINTS[status] ?? ''}`,
      isPassing: PASSING.has(status) || status >= 500,
      isForAll: FOR_ALL.has(status) || (status >= 300 && status < 400),
      retryAfter: waitAsked(response.headers),
    },
  };
}

const PASSING = new Set([408, 409, 425, 429]);
const FOR_ALL = new Set([401, 402, 404, 405]);

const HINTS: Record<number, string> = {
  401: '. Check JUDGE_API_KEY',
  404: ". Check JUDGE_BASE_URL and the judge's model",
};

function noCompletion(response: Response, body: unknown): Failure {
  const type = response.headers.get('content-type') ?? 'no content type';
  const reason =
    body === undefined
      ? `Expected a chat completion in JSON, got ${type}`
      : 'Expected a chat completion with a choice, got JSON without one';
  return { cause: 'PROTOCOL', reason, isPassing: false, isForAll: false, retryAfter: null };
}

function passing(cause: ErrorCause, reason: string): Reply {
  return { failure: { cause, reason, isPassing: true, isForAll: false, retryAfter: null } };
}

/** The body as text, cut where it is larger than any that is read. */
async function readBody({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > LARGEST_BODY) break;
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Some endpoints repeat the key that they refuse.
function withoutKey(reply: Reply, key: string | undefined): Reply {
  if (key === undefined) return reply;
  const json = JSON.stringify(reply);
  const written = JSON.stringify(key).slice(1, -1);
  return json.includes(written) ? JSON.parse(json.replaceAll(written, '…')) : reply;
}

/** The code alone: messages of the network layer hold addresses. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return code === undefined
    ? 'The request failed'
    : (REASONS[code] ?? `The request failed (${code})`);
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'The endpoint refused the connection: is it running?',
  ENOTFOUND: "The endpoint's name is not known",
  ECONNRESET: 'The connection broke',
  UND_ERR_SOCKET: 'The connection broke',
};
