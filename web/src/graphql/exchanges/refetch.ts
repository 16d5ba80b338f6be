import { type Exchange, makeOperation, mapExchange, type Operation } from '@urql/core';

/** In the context of a query: what it shows is read again when the reader or the connection comes back. */
export const KEPT_FRESH = { isKeptFresh: true };

/** Reads what is looked at again whenever what is shown may have become old. */
export function refetchExchange(onReturn: (listener: () => void) => void): Exchange {
  return (input) => {
    const active = new Map<number, Operation>();
    onReturn(() => {
      for (const operation of active.values()) input.client.reexecuteOperation(again(operation));
    });
    return mapExchange({
      onOperation(operation) {
        if (operation.kind === 'teardown') active.delete(operation.key);
        else if (isKeptFresh(operation)) active.set(operation.key, operation);
      },
    })(input);
  };
}

function isKeptFresh({ context }: Operation): boolean {
  return Object(context).isKeptFresh === true;
}

function again(operation: Operation): Operation {
  const context = { ...operation.context, requestPolicy: 'network-only' as const };
  return makeOperation(operation.kind, operation, context);
}
