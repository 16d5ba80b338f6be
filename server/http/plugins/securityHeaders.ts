import type { Plugin } from 'graphql-yoga';

/** What a page of this server may load and do, by directive. */
export const PAGE_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

export function policyOf(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

const SECURITY_HEADERS = {
  'content-security-policy': policyOf(PAGE_POLICY),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Tells browsers, with every answer, to trust nothing that is not of this server; an answer may tell more. */
export function useSecurityHeaders(): Plugin {
  return {
    onResponse({ response }) {
      secured(response);
    },
  };
}

/** An answer with what it does not yet tell browsers. */
export function secured(response: Response): Response {
  const { headers } = response;
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    if (!headers.has(name)) headers.set(name, value);
  return response;
}
