import { type Accessor, type JSX, Show } from 'solid-js';
import { useConnection } from './connection/connection.ts';
import type { FreshQuery } from './createFreshQuery.ts';
import { Problem } from './Problem.tsx';

/** The data of a query; until it is there its skeleton, and what went wrong with a way to try again. */
export function Loaded<Data>(props: {
  query: FreshQuery<Data>;
  skeleton: JSX.Element;
  children: (data: Accessor<Data>) => JSX.Element;
}) {
  const { state } = useConnection();
  // While the server is away the header says so, once; old data speaks for itself.
  const problem = () =>
    props.query.data() && state() === 'reconnecting' ? undefined : props.query.failure();
  return (
    <>
      <Problem failure={problem()} retry={props.query.refetch} />
      <Show when={props.query.data()} fallback={<Show when={!problem()}>{props.skeleton}</Show>}>
        {(data) => props.children(data as Accessor<Data>)}
      </Show>
    </>
  );
}
