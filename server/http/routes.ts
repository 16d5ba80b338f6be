import type { Plugin } from 'graphql-yoga';
import type { Application } from '../application.ts';
import { problem, problemOf } from './problem.ts';

/** A plain HTTP route beside GraphQL. */
export type Route = {
  method: 'GET' | 'POST';
  /** A path with `:name` in place of a part that differs. */
  path: string;
  handle: (request: Request, call: Call) => Response | Promise<Response>;
};

export type Call = { application: Application; params: Record<string, string>; url: URL };

/** Answers routes; what none of them knows is left to others. */
export function useRoutes(application: Application, routes: Route[]): Plugin {
  const patterns = routes.map((route) => ({
    ...route,
    pattern: new URLPattern({ pathname: route.path }),
  }));
  return {
    async onRequest({ request, url, endResponse }) {
      const { pathname } = url;
      const found = patterns.filter(({ pattern }) => pattern.test({ pathname }));
      if (found.length === 0) return;
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const route = found.find((candidate) => candidate.method === method);
      if (!route) {
        const allowed = found.map((candidate) => candidate.method).join(', ');
        const response = problem(405, 'Method not allowed', {
          detail: `Expected ${allowed}, got ${request.method}`,
        });
        response.headers.set('allow', allowed);
        endResponse(response);
        return;
      }
      const params = paramsOf(route.pattern, pathname);
      endResponse(await answer(route, request, { application, params, url: new URL(request.url) }));
    },
  };
}

/** Answers what nothing before it knows, but for GraphQL. */
export function useNotFound(): Plugin {
  return {
    onRequest({ url, endResponse }) {
      if (url.pathname === '/graphql') return;
      endResponse(problem(404, 'Not found', { detail: `There is nothing at ${url.pathname}` }));
    },
  };
}

async function answer({ handle }: Route, request: Request, call: Call): Promise<Response> {
  try {
    return await handle(request, call);
  } catch (error) {
    return problemOf(error);
  }
}

function paramsOf(pattern: URLPattern, pathname: string): Record<string, string> {
  const groups = pattern.exec({ pathname })?.pathname.groups ?? {};
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decode(value ?? '')]),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
