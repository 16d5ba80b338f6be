import { GraphQLError, type ParseOptions, parse, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const MOST_TOKENS = 100_000;

/** Refuses documents that are too long or nest too deeply to be read, before they take time or stack. */
export function useParseLimits(): Plugin {
  return { onParse: ({ setParseFn }) => setParseFn(parseWithin) };
}

function parseWithin(source: string | Source, options?: ParseOptions) {
  try {
    return parse(source, { ...options, maxTokens: MOST_TOKENS });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GraphQLError(
      'The document nests too deeply to be read: put values into variables, and ask for less at once',
      {
        extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } },
      },
    );
  }
}
