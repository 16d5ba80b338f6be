import { hash } from 'node:crypto';
import { ADDRESSES } from '../../addresses.ts';
import { PAGE_POLICY, policyOf } from './securityHeaders.ts';

/** The page that asks for the token. It stands alone, since the workbench's own files ask for the token
 * too, and goes on to where the reader wanted to go. */
export function tokenPage({ to, message }: { to: string; message: string }): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in · Tunix RT</title>
<style>${STYLE}</style>
<main>
  <h1>Tunix RT</h1>
  <form method="post" action="${ADDRESSES.session}">
    <label for="token">This server asks for its token.</label>
    <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
    <input type="hidden" name="to" value="${escaped(to)}">
    ${message && `<p role="alert">${escaped(message)}</p>`}
    <button>Continue</button>
    <p>It is what TUNIX_RT_TOKEN was when the server was started.</p>
  </form>
</main>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
  :root {
    color-scheme: light dark;
    --accent: light-dark(oklch(44% 0.08 205), oklch(82% 0.09 190));
    --paper: light-dark(oklch(98.3% 0.005 95), oklch(18.5% 0.012 220));
    --ink: light-dark(oklch(24% 0.025 225), oklch(94% 0.008 200));
    --soft: light-dark(oklch(44% 0.022 225), oklch(77% 0.016 210));
    --bad: light-dark(oklch(50% 0.17 27), oklch(78% 0.12 25));
    font: 0.9375rem/1.5 system-ui, sans-serif;
    background: var(--paper);
    color: var(--ink);
  }
  main { max-width: 22rem; margin: 18vh auto 0; padding: 0 1rem }
  form { display: grid; gap: 0.6rem }
  h1 { margin: 0 0 1rem; font-size: 1.75rem }
  p { margin: 0; color: var(--soft); font-size: 0.8125rem }
  label { font-weight: 500 }
  input { padding: 0.5rem 0.6rem; border: 1px solid var(--soft); border-radius: 5px; background: none; color: inherit; font: inherit }
  button { padding: 0.5rem; border: 0; border-radius: 5px; background: var(--accent); color: var(--paper); font: inherit; font-weight: 500; cursor: pointer }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
  [role="alert"] { color: var(--bad); font-size: inherit }
`;

export const TOKEN_PAGE_POLICY = policyOf({
  ...PAGE_POLICY,
  'style-src': `'sha256-${hash('sha256', STYLE, 'base64')}'`,
});
