import { type Exchange, makeOperation, mapExchange, type OperationResult } from '@urql/core';

/** Reads again what was on its way while an event told of something newer: the cache has that from the event,
 * and an answer of before would take it away again. */
export function overtakenExchange(
  isOvertaken: (told: OperationResult[], answer: OperationResult) => boolean,
): Exchange {
  return (input) => {
    // What was told since a query was asked, by its key.
    const asked = new Map<number, OperationResult[]>();
    return mapExchange({
      onOperation({ kind, key }) {
        if (kind === 'query') asked.set(key, []);
        if (kind === 'teardown') asked.delete(key);
      },
      onResult(result) {
        const { operation } = result;
        if (operation.kind === 'subscription') for (const told of asked.values()) told.push(result);
        if (operation.kind !== 'query') return;
        const told = asked.get(operation.key) ?? [];
        asked.delete(operation.key);
        if (!isOvertaken(told, result)) return;
        const context = { ...operation.context, requestPolicy: 'network-only' as const };
        input.client.reexecuteOperation(makeOperation('query', operation, context));
      },
    })(input);
  };
}
