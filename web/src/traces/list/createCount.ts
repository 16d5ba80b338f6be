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
      totalIsFloor
      unindexedCount
    }
  }
`);

// How often it is asked while traces are indexed, in milliseconds.
const PERIOD = 2_000;

type Count = { totalCount: number; totalIsFloor: boolean; unindexedCount: number };

/** How many traces a filter passes; nothing while that is not known. It is asked again when the reader comes back, and
 * while some that were stored just now can't be searched yet. */
export function createCount(filter: Accessor<TraceFilter>) {
  const client = useClient();
  const [counted, setCounted] = createSignal<Count>();
  const count = () => counted()?.totalCount;
  const [firstCount, setFirstCount] = createSignal<number>();
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const mine = ++attempt;
    const { data } = await client.query(
      TraceCountDocument,
      { filter: filter() },
      { requestPolicy: 'network-only' },
    );
    if (mine !== attempt || !data) return;
    setCounted(data.traces);
    clearTimeout(timer);
    if (data.traces.unindexedCount > 0) timer = setTimeout(ask, PERIOD);
    setFirstCount((first) => first ?? data.traces.totalCount);
  };
  const recount = () => {
    setCounted(undefined);
    setFirstCount(undefined);
    ask();
  };
  createEffect(on(() => JSON.stringify(filter()), recount));
  onCleanup(() => {
    attempt++;
    clearTimeout(timer);
  });
  onCleanup(useConnection().onReturn(ask));
  return {
    count,
    /** Whether there may be more than were counted. */
    isFloor: () => counted()?.totalIsFloor === true,
    /** How many traces can't be searched yet. */
    unindexed: () => counted()?.unindexedCount ?? 0,
    /** Whether there were more or fewer when it was asked first. */
    hasChanged: () => count() !== firstCount(),
    recount,
  };
}
