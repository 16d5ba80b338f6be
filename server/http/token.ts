import { createHash, timingSafeEqual } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { problem } from './problem.ts';

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
        const given = new URLSearchParams(await beginningOf(request.body)).get('token');
        endResponse(
          hasToken({ token: given }) ? signedIn(token) : askForToken('That is not the token.'),
        );
        return;
      }
      if (OPEN_PATHS.has(url.pathname)) return;
      const { headers } = request;
      if (hasToken({ authorization: headers.get('authorization'), cookie: headers.get('cookie') }))
        return;
      endResponse(headers.get('accept')?.includes('text/html') ? askForToken('') : unauthorized());
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

function signedIn(token: string): Response {
  const cookie = `${COOKIE}=${sessionOf(token)}; HttpOnly; SameSite=Strict; Path=/`;
  return new Response(null, { status: 303, headers: { location: '/', 'set-cookie': cookie } });
}

function unauthorized(): Response {
  const response = problem(401, 'Unauthorized', {
    detail: 'Expected the header `Authorization: Bearer` with the token of this server',
  });
  response.headers.set('www-authenticate', 'Bearer');
  return response;
}

function askForToken(message: string): Response {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tunix RT</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  form { max-width: 24rem; margin: 20vh auto 0; padding: 0 1rem; display: grid; gap: .75rem }
  input, button { font: inherit; padding: .5rem }
</style>
<form method="post" action="/session">
  <h1>Tunix RT</h1>
  <label for="token">This server asks for its token.</label>
  <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
  <button>Continue</button>
  <p role="alert">${message}</p>
</form>
</html>
`;
  return new Response(page, {
    status: 401,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
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
