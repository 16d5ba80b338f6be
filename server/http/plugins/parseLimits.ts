import {
  type DocumentNode,
  GraphQLError,
  type ParseOptions,
  parse,
  type Source,
  type validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

const MOST_TOKENS = 100_000;
const MOST_DEFINITIONS = 1_000;

/** Refuses documents that are too long or nest too deeply to be read, before they take time or stack. */
export function useParseLimits(): Plugin {
  return {
    onParse: ({ setParseFn }) => setParseFn(parseWithin),
    onValidate: ({ setValidationFn, validateFn }) =>
      setValidationFn((...parameters: Parameters<typeof validate>) => {
        try {
          return validateFn(...parameters);
        } catch (error) {
          return [refusalOf(error)];
        }
      }),
  };
}

function parseWithin(source: string | Source, options?: ParseOptions): DocumentNode {
  const document = read(source, options);
  const { length } = document.definitions;
  if (length <= MOST_DEFINITIONS) return document;
  throw refusal(
    `Expected at most ${MOST_DEFINITIONS} operations and fragments in a document, got ${length}`,
  );
}

function read(source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: MOST_TOKENS });
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What to say of a document on which the stack ended; any other error is itself. */
function refusalOf(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (!(error instanceof RangeError)) throw error;
  return refusal(
    'The document nests too deeply to be read: put values into variables, and ask for less at once',
  );
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } },
  });
}
