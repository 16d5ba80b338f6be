import { CombinedError, stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { ADDRESSES } from '../../../server/addresses.ts';
import { fetchRead } from './exchanges/reads.ts';

/** Reads past the cache what is too much for it, such as pages of a log. @throws CombinedError */
export async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const { response, body } = await fetchRead(ADDRESSES.graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: stringifyDocument(document), variables }),
    ...(signal ? { signal } : {}),
  })
    .then(async (response) => ({ response, body: await response.json() }))
    .catch((networkError) => {
      throw new CombinedError({ networkError });
    });
  const { data, errors } = body;
  if (!data) {
    const graphQLErrors = errors ?? [`The server answered ${response.status}`];
    throw new CombinedError({ graphQLErrors, response });
  }
  return data;
}
