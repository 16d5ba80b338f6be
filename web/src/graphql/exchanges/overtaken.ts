import { type Exchange, makeOperation, type OperationResult } from '@urql/core';
import { onPush, pipe } from 'wonka';

/** Reads again what was on its way while an event told of something newer: the cache has that from the event,
 * and an answer of before would take it away again. */
export function overtakenExchange(
  isOvertaken: (told: OperationResult[], answer: OperationResult) => boolean,
): Exchange {
  return ({ client, forward }) => {
    // By the key of a query: how often it is on its way, and what was told since the first of these was asked.
    const asked = new Map<number, { open: number; told: OperationResult[] }>();
    return (operations) =>
      pipe(
        operations,
        onPush(({ kind, key }) => {
          if (kind === 'teardown') asked.delete(key);
          if (kind !== 'query') return;
          const known = asked.get(key);
          if (known) known.open += 1;
          else asked.set(key, { open: 1, told: [] });
        }),
        forward,
        onPush((result) => {
          const { operation } = result;
          if (operation.kind === 'subscription')
            for (const { told } of asked.values()) told.push(result);
          const known = operation.kind === 'query' ? asked.get(operation.key) : undefined;
          if (!known) return;
          known.open -= 1;
          if (known.open === 0) asked.delete(operation.key);
          if (!isOvertaken(known.told, result)) return;
          const context = { ...operation.context, requestPolicy: 'network-only' as const };
          client.reexecuteOperation(makeOperation('query', operation, context));
        }),
      );
  };
}
