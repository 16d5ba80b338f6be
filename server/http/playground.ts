import { hash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Plugin } from 'graphql-yoga';
import { PAGE_POLICY, policyOf } from './securityHeaders.ts';

/** Serves GraphiQL, a page that stands alone, to browsers at `/graphql`. */
export function usePlayground(): Plugin {
  const html = renderGraphiQL({ title: 'Tunix RT', defaultQuery: DEFAULT_QUERY });
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
      if (url.pathname === '/graphql' && request.method === 'GET' && isPage)
        endResponse(new Response(html, { headers }));
    },
  };
}

function scriptOf(html: string): string {
  return /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
}

const DEFAULT_QUERY = `# Everything here is documented: open the book on the left.
query Loop {
  health { status version database { status provider } }
  traces(first: 3) { totalCount edges { node { id prompt stepCount } } }
  datasets(first: 3) { edges { node { key traceCount digest } } }
  runs(first: 3) { edges { node { id mode status message } } }
}
`;
