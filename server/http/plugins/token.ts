import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { ADDRESSES } from '../../addresses.ts';
import { problem } from '../problem.ts';
import { createGuesses, guesserOf } from './guesses.ts';
import { TOKEN_PAGE_POLICY, tokenPage } from './tokenPage.ts';

const COOKIE = 'tunix_rt_session';
const OPEN_PATHS = new Set<string>([ADDRESSES.alive, ADDRESSES.session]);

// Without a port there is no request of Node's.
type NodeContext = { req?: IncomingMessage };

/** Whether a request, or a WebSocket's first message, carries the token. */
export type TokenCheck = (credentials: {
  authorization?: unknown;
  cookie?: unknown;
  token?: unknown;
}) => boolean;

/** Compares in a time that tells nothing of the token. */
export function createTokenCheck(token: string): TokenCheck {
  return ({ authorization, cookie, token: bare }) =>
    isEqual(token, bare) ||
    isEqual(token, bearerOf(authorization)) ||
    isEqual(sessionOf(token), cookieValue(cookie));
}

/** Asks every request for the token; a browser that has none gets a page that asks for it. */
export function useToken(token: string): Plugin<object, NodeContext> {
  const hasToken = createTokenCheck(token);
  const guesses = createGuesses();
  const signIn = async (request: Request, guesser: string): Promise<Response> => {
    const given = new URLSearchParams(await beginningOf(request.body));
    const to = ownPath(given.get('to'));
    const seconds = guesses.waitOf(guesser);
    if (seconds > 0) return askToWait(to, seconds);
    if (hasToken({ token: given.get('token') })) return signedIn(token, to, isSecure(request));
    guesses.wrong(guesser);
    return askForToken(to, 'That is not the token.');
  };
  return {
    async onRequest({ request, serverContext: { req }, url, endResponse }) {
      if (url.pathname === ADDRESSES.session && request.method === 'POST') {
        endResponse(await signIn(request, guesserOf(req?.socket.remoteAddress)));
        return;
      }
      if (OPEN_PATHS.has(url.pathname)) return;
      const { headers } = request;
      if (hasToken({ authorization: headers.get('authorization'), cookie: headers.get('cookie') }))
        return;
      endResponse(
        headers.get('accept')?.includes('text/html')
          ? askForToken(ownPath(url.pathname + url.search))
          : unauthorized(),
      );
    },
  };
}

/** As much of a body as a form with a token takes, so that nobody fills the memory without one. */
async function beginningOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > LONGEST_FORM) break;
  }
  return Buffer.concat(chunks).toString();
}

const LONGEST_FORM = 65_536;

/** Whether a browser asks over TLS, by the address of its page or by the word of a proxy. */
function isSecure({ headers }: Request): boolean {
  return (
    headers.get('origin')?.startsWith('https:') === true ||
    /^https\b/i.test(headers.get('x-forwarded-proto') ?? '')
  );
}

function signedIn(token: string, to: string, isOverTls: boolean): Response {
  const security = isOverTls ? '; Secure' : '';
  const cookie = `${COOKIE}=${sessionOf(token)}; HttpOnly; SameSite=Strict; Path=/${security}`;
  return new Response(null, { status: 303, headers: { location: to, 'set-cookie': cookie } });
}

function unauthorized(): Response {
  const response = problem(401, 'Unauthorized', {
    detail: 'Expected the header `Authorization: Bearer` with the token of this server',
  });
  response.headers.set('www-authenticate', 'Bearer');
  return response;
}

function askForToken(to: string, message = ''): Response {
  return new Response(tokenPage({ to, message }), {
    status: 401,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': TOKEN_PAGE_POLICY,
    },
  });
}

function askToWait(to: string, seconds: number): Response {
  const page = askForToken(to, `Too many wrong tokens: wait ${seconds} seconds, then try again.`);
  const response = new Response(page.body, { status: 429, headers: page.headers });
  response.headers.set('retry-after', String(seconds));
  return response;
}

// A path of this server: what begins with `//` or `/\` would lead to another.
function ownPath(to: string | null): string {
  return to && /^\/(?![/\\])[!-~]*$/.test(to) ? to : '/';
}

// The cookie proves the token without being it.
function sessionOf(token: string): string {
  return createHash('sha256').update(`tunix-rt session ${token}`).digest('hex');
}

function bearerOf(authorization: unknown): string | undefined {
  return typeof authorization === 'string'
    ? /^bearer +(.*)$/is.exec(authorization)?.[1]
    : undefined;
}

function cookieValue(cookie: unknown): string | undefined {
  if (typeof cookie !== 'string') return undefined;
  const entry = cookie.split(/;\s*/).find((part) => part.startsWith(`${COOKIE}=`));
  return entry?.slice(COOKIE.length + 1);
}

function isEqual(expected: string, got: unknown): boolean {
  if (typeof got !== 'string') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(got));
}
