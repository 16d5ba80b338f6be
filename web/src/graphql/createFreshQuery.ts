import { type AnyVariables, type CreateQueryArgs, createQuery } from '@urql/solid';
import { type Accessor, createMemo, onCleanup } from 'solid-js';
import { useConnection } from './connection.ts';
import { explainError, type Failure } from './failure.ts';

export type FreshQuery<Data> = {
  /** The newest data; kept when reading it again fails. */
  data: Accessor<Data | undefined>;
  /** What went wrong the last time; nothing while it is read again. */
  failure: Accessor<Failure | undefined>;
  refetch: () => void;
};

/** A query that is read again when the connection or the reader comes back. */
export function createFreshQuery<Data, Variables extends AnyVariables>(
  args: CreateQueryArgs<Data, Variables>,
): FreshQuery<Data> {
  const [result, execute] = createQuery<Data, Variables>(args);
  const refetch = () => execute({ requestPolicy: 'network-only' });
  onCleanup(useConnection().onReconnected(refetch));
  window.addEventListener('focus', refetch);
  onCleanup(() => window.removeEventListener('focus', refetch));
  return {
    data: createMemo<Data | undefined>((last) => result.data ?? last),
    failure: () => (result.fetching || !result.error ? undefined : explainError(result.error)),
    refetch,
  };
}
