import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { explainError, type Failure } from '../failure.ts';
import type { Connection } from './connection.ts';

/** Follows a subscription that comes in batches with a cursor, past the cache; after a reconnection it goes on behind
 * the last batch, so that nothing is missed and nothing comes twice. Answers how to stop it. */
export function follow<Data>(
  connection: Pick<Connection, 'subscribe'>,
  {
    document,
    id,
    after,
    onBatch,
    onEnd,
    onError,
  }: {
    document: TypedDocumentNode<Data, { id: string; after: number }>;
    id: string;
    after: number;
    onBatch: (data: Data) => number;
    onEnd: () => void;
    onError: (failure: Failure) => void;
  },
): () => void {
  let cursor = after;
  const variables = {
    id,
    // Read whenever the request is sent, which happens again after each reconnection.
    get after() {
      return cursor;
    },
  };
  return connection.subscribe<Data>(
    { query: stringifyDocument(document), variables },
    {
      next({ data, errors }) {
        if (data) cursor = onBatch(data);
        else if (errors) onError(explainError(errors));
      },
      complete: onEnd,
      error: (problem) => onError(explainError(problem)),
    },
  );
}
