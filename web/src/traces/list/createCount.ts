import { useClient } from '@urql/solid';
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { useConnection } from '../../graphql/connection/connection.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { TraceFilter } from '../../graphql/generated/graphql.ts';

// Apart from the pages, which would have to wait for it.
const TraceCountDocument = graphql(`
  query TraceCount($filter: TraceFilter) {
    traces(first: 1, filter: $filter) {
      totalCount
    }
  }
`);

/** How many traces a filter passes; nothing while that is not known. It is asked again when the reader comes back. */
export function createCount(filter: Accessor<TraceFilter>) {
  const client = useClient();
  const [count, setCount] = createSignal<number>();
  const [firstCount, setFirstCount] = createSignal<number>();
  let attempt = 0;
  const ask = async () => {
    const mine = ++attempt;
    const { data } = await client.query(
      TraceCountDocument,
      { filter: filter() },
      { requestPolicy: 'network-only' },
    );
    if (mine !== attempt || !data) return;
    setCount(data.traces.totalCount);
    setFirstCount((first) => first ?? data.traces.totalCount);
  };
  const recount = () => {
    setCount(undefined);
    setFirstCount(undefined);
    ask();
  };
  createEffect(on(() => JSON.stringify(filter()), recount));
  onCleanup(() => attempt++);
  onCleanup(useConnection().onReturn(ask));
  return {
    count,
    /** Whether there were more or fewer when it was asked first. */
    hasChanged: () => count() !== firstCount(),
    recount,
  };
}
