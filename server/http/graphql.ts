import { PothosValidationError } from '@pothos/core';
import { GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/builder.ts';
import { schema } from '../../schema/index.ts';
import { ADDRESSES } from '../addresses.ts';
import type { Application } from '../application.ts';
import { isLoopback } from '../loopback.ts';
import { RETRY_AFTER } from './outage.ts';
import { useHead } from './plugins/head.ts';
import { useJsonBody } from './plugins/jsonBody.ts';
import { useOrigin } from './plugins/origin.ts';
import { useParseLimits } from './plugins/parseLimits.ts';
import { usePlayground } from './plugins/playground.ts';
import { useNotFound, useRoutes } from './plugins/routes.ts';
import { useSecurityHeaders } from './plugins/securityHeaders.ts';
import { useToken } from './plugins/token.ts';
import { useWeb } from './plugins/web.ts';
import { expectedFailure, UNEXPECTED } from './problem.ts';
import { datasetRoutes } from './routes/datasets.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { evaluationRoutes } from './routes/evaluations.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { manifestRoutes } from './routes/manifests.ts';
import { playgroundRoutes } from './routes/playground.ts';
import { prometheusRoutes } from './routes/prometheus.ts';
import { scoreRoutes } from './routes/scores.ts';
import { traceRoutes } from './routes/traces.ts';
import { createTextCache } from './textCache.ts';

export type Server = ReturnType<typeof createServer>;

/** Everything that the server answers over HTTP; `fetch` takes a request without a port. */
export function createServer(application: Application) {
  const {
    settings,
    database,
    tunix,
    ungar,
    rediai,
    rowLengths,
    judges,
    scorings,
    deletions,
    storage,
  } = application;
  const services = {
    settings,
    database,
    tunix,
    ungar,
    rediai,
    rowLengths,
    judges,
    scorings,
    deletions,
    storage,
    runs: application,
  };
  const plugins: Plugin[] = [
    useHead(),
    useSecurityHeaders(),
    useOrigin({ isLoopbackOnly: isLoopback(settings.HOST) && !settings.TUNIX_RT_TOKEN }),
    ...(settings.TUNIX_RT_TOKEN ? [useToken(settings.TUNIX_RT_TOKEN)] : []),
    useRoutes(application, [
      ...healthRoutes,
      ...importRoutes,
      ...traceRoutes,
      ...scoreRoutes,
      ...evaluationRoutes,
      ...datasetRoutes,
      ...manifestRoutes,
      ...downloadRoutes,
      ...playgroundRoutes,
      ...prometheusRoutes(application),
    ]),
    usePlayground(),
    useWeb(),
    useJsonBody(),
    useParseLimits(),
    useNotFound(),
  ];
  return createYoga<object, Context>({
    schema,
    context: ({ request }) => ({ ...services, signal: request?.signal }),
    plugins,
    cors: false,
    multipart: false,
    landingPage: false,
    // What is logged is decided in one place, `maskError`.
    logging: false,
    maxRequestBodySize: settings.REQUEST_MAX_BYTES,
    maskedErrors: { maskError: (error) => maskError(error, settings) },
    // Yoga would serve both before the token is asked for. No address ends in a space.
    graphiql: false,
    healthCheckEndpoint: ' ',
    parserAndValidationCache: { documentCache: createTextCache(), errorCache: createTextCache() },
  });
}

/** Expected errors and GraphQL's own are shown; anything else is a bug, which is logged and not shown. */
function maskError(
  error: unknown,
  { REQUEST_MAX_BYTES: maxBytes }: { REQUEST_MAX_BYTES: number },
): Error {
  const original = error instanceof GraphQLError ? error.originalError : error;
  if (isCursorOfAnotherList(original ?? error)) {
    return new GraphQLError(
      'Expected a cursor that this list gave out, got that of another; start again without one',
      { ...position(error), extensions: { code: 'VALIDATION' } },
    );
  }
  const failure = expectedFailure(original);
  if (failure) {
    const { code, issues } = failure;
    return new GraphQLError(failure.message, {
      ...position(error),
      extensions: {
        code,
        ...(issues ? { issues } : {}),
        ...(failure.status === 503 ? { http: UNAVAILABLE } : {}),
      },
    });
  }
  if (error instanceof GraphQLError && error.extensions['code'] === 'REQUEST_ENTITY_TOO_LARGE') {
    const message = `Expected a request of at most ${maxBytes} bytes, got more. Raise REQUEST_MAX_BYTES, or stream traces to POST ${ADDRESSES.importTraces}, which takes any number.`;
    return new GraphQLError(message, { extensions: error.extensions });
  }
  if (error instanceof GraphQLError && !isBug(original)) return error;
  console.error(original ?? error);
  return new GraphQLError(UNEXPECTED, {
    ...position(error),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

// Pothos reads any cursor that is one; what it holds is first looked at by the query.
function isCursorOfAnotherList(error: unknown): boolean {
  if (error instanceof PothosValidationError) return /cursor/i.test(error.message);
  return (
    error instanceof Error &&
    error.name === 'PrismaClientValidationError' &&
    error.message.includes('cursor: {')
  );
}

function isBug(original: unknown): boolean {
  return original !== undefined && original !== null && !(original instanceof GraphQLError);
}

function position(error: unknown) {
  return error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {};
}

const UNAVAILABLE = { status: 503, headers: { 'retry-after': String(RETRY_AFTER) } };
