import type { Plugin } from 'graphql-yoga';
import type { z } from 'zod';
import { ADDRESSES, type Address } from '../../addresses.ts';
import type { Application } from '../../application.ts';
import { problem, problemOf } from '../problem.ts';
import { NO_QUERY, parseQuery, type QuerySchema } from '../query.ts';

/** A plain HTTP route beside GraphQL. */
export type Route<Query extends QuerySchema = QuerySchema> = {
  method: 'GET' | 'POST';
  path: Address;
  /** The parameters that it knows; none when left out. */
  query?: Query;
  handle: (request: Request, call: Call<z.output<Query>>) => Response | Promise<Response>;
};

export type Call<Query = unknown> = {
  application: Application;
  params: Record<string, string>;
  query: Query;
};

/** A route that takes parameters, with their types. */
export function routeWith<Query extends QuerySchema>(route: Route<Query>): Route {
  return route as unknown as Route;
}

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
      const route = found.find((candidate) => candidate.method === request.method);
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
      const parameters = new URLSearchParams(url.search);
      endResponse(await answer(route, request, { application, params, parameters }));
    },
  };
}

/** Answers what nothing before it knows, but for GraphQL. */
export function useNotFound(): Plugin {
  return {
    onRequest({ url, endResponse }) {
      if (url.pathname === ADDRESSES.graphql) return;
      endResponse(problem(404, 'Not found', { detail: `There is nothing at ${url.pathname}` }));
    },
  };
}

async function answer(
  { handle, query: schema = NO_QUERY }: Route,
  request: Request,
  { parameters, ...call }: Omit<Call, 'query'> & { parameters: URLSearchParams },
): Promise<Response> {
  try {
    return await handle(request, { ...call, query: parseQuery(schema, parameters) });
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
