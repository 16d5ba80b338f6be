import { isUtf8 } from 'node:buffer';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

/** Reads GraphQL requests as JSON in UTF-8 and nothing else. Bytes that are no UTF-8 would otherwise
 * become replacement characters in what is stored, and nobody would know. */
export function useJsonBody(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      const type = request.headers.get('content-type') ?? '';
      const isJson = /^application\/(graphql\+)?json\s*(;|$)/i.test(type);
      if (request.method === 'POST' && isJson) setRequestParser(readParams);
    },
  };
}

async function readParams(request: Request): Promise<GraphQLParams> {
  const bytes = Buffer.from(await request.arrayBuffer());
  if (!isUtf8(bytes)) throw badRequest('Expected the request in UTF-8, got bytes that are not');
  const params = parseJson(bytes.toString());
  if (typeof params === 'object' && params !== null) return params;
  throw badRequest('Expected a JSON object with a `query` in the request');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `Expected the request as JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}
