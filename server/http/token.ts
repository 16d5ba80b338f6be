import { createHash, timingSafeEqual } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { problem } from './problem.ts';
import { tokenPage } from './tokenPage.ts';

const COOKIE = 'tunix_rt_session';
const OPEN_PATHS = new Set(['/healthz', '/session']);

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
    isEqual(`Bearer ${token}`, authorization) ||
    isEqual(sessionOf(token), cookieValue(cookie));
}

/** Asks every request for the token; a browser that has none gets a page that asks for it. */
export function useToken(token: string): Plugin {
  const hasToken = createTokenCheck(token);
  return {
    async onRequest({ request, url, endResponse }) {
      if (url.pathname === '/session' && request.method === 'POST') {
        const given = new URLSearchParams(await beginningOf(request.body));
        const to = ownPath(given.get('to'));
        endResponse(
          hasToken({ token: given.get('token') })
            ? signedIn(token, to)
            : askForToken(to, 'That is not the token.'),
        );
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

function signedIn(token: string, to: string): Response {
  const cookie = `${COOKIE}=${sessionOf(token)}; HttpOnly; SameSite=Strict; Path=/`;
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
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

// A path of this server: what begins with `//` or `/\` would lead to another.
function ownPath(to: string | null): string {
  return to && /^\/(?![/\\])[!-~]*$/.test(to) ? to : '/';
}

// The cookie proves the token without being it.
function sessionOf(token: string): string {
  return createHash('sha256').update(`tunix-rt session ${token}`).digest('hex');
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
