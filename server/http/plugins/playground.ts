import { hash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { ADDRESSES } from '../../addresses.ts';
import { graphiqlPage } from './graphiql.ts';
import { PAGE_POLICY, policyOf } from './securityHeaders.ts';

/** Serves GraphiQL, a page that stands alone, to browsers at `/graphql`. */
export function usePlayground(): Plugin {
  const html = graphiqlPage();
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policyOf({
      ...PAGE_POLICY,
      'script-src': `'sha256-${hash('sha256', scriptOf(html), 'base64')}'`,
      // Its editor writes style sheets and attributes as it goes.
      'style-src': "'unsafe-inline'",
      'worker-src': 'blob:',
      'font-src': 'data:',
    }),
  };
  return {
    onRequest({ request, url, endResponse }) {
      const isPage = request.headers.get('accept')?.includes('text/html');
      if (url.pathname === ADDRESSES.graphql && request.method === 'GET' && isPage)
        endResponse(new Response(html, { headers }));
    },
  };
}

function scriptOf(html: string): string {
  return /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
}
