import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { ADDRESSES } from '../../../server/addresses.ts';
import { fetchRead } from './reads.ts';

/**
 * Reads what is too much to be kept by the cache, such as pages of a log.
 * @throws Error when the server does not answer, or answers with an error
 */
export async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const { status, body } = await fetchRead(ADDRESSES.graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: stringifyDocument(document), variables }),
    ...(signal ? { signal } : {}),
  })
    .then(async (response) => ({ status: response.status, body: await response.json() }))
    .catch(() => {
      throw new Error('The server does not answer.');
    });
  const { data, errors } = body;
  if (!data) throw new Error(errors?.[0]?.message ?? `The server answered ${status}`);
  return data;
}
