import { type Exchange, makeOperation, type Operation } from '@urql/core';
import { onPush, pipe } from 'wonka';

/** In the context of a query: what it shows is read again when the reader or the connection comes back. */
export const KEPT_FRESH = { isKeptFresh: true };

/** Reads what is looked at again whenever what is shown may have become old. */
export function refetchExchange(onReturn: (listener: () => void) => void): Exchange {
  return ({ client, forward }) => {
    const active = new Map<number, Operation>();
    onReturn(() => {
      for (const operation of active.values()) client.reexecuteOperation(again(operation));
    });
    return (operations) =>
      pipe(
        operations,
        onPush((operation) => {
          if (operation.kind === 'teardown') active.delete(operation.key);
          else if (isKeptFresh(operation)) active.set(operation.key, operation);
        }),
        forward,
      );
  };
}

function isKeptFresh({ context }: Operation): boolean {
  return Object(context).isKeptFresh === true;
}

function again(operation: Operation): Operation {
  const context = { ...operation.context, requestPolicy: 'network-only' as const };
  return makeOperation(operation.kind, operation, context);
}
