import { type AnyVariables, type CreateQueryArgs, createQuery } from '@urql/solid';
import { type Accessor, createMemo } from 'solid-js';
import { KEPT_FRESH } from './exchanges/refetch.ts';
import { explainError, type Failure } from './failure.ts';

export type FreshQuery<Data> = {
  data: Accessor<Data | undefined>;
  /** What went wrong the last time; nothing while it is read again. */
  failure: Accessor<Failure | undefined>;
  refetch: () => void;
};

/** A query that is read again when the connection or the reader comes back. */
export function createFreshQuery<Data, Variables extends AnyVariables>(
  args: CreateQueryArgs<Data, Variables>,
): FreshQuery<Data> {
  const [result, execute] = createQuery<Data, Variables>({ ...args, context: KEPT_FRESH });
  const isReading = () => result.fetching || result.stale;
  return {
    data: createMemo<Data | undefined>((last) => result.data ?? last),
    failure: () => (isReading() || !result.error ? undefined : explainError(result.error)),
    refetch: () => execute({ requestPolicy: 'network-only' }),
  };
}
