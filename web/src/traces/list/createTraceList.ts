import { useClient } from '@urql/solid';
import { type Accessor, batch, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { explainError, type Failure } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { TraceRowFragment } from '../../graphql/generated/graphql.ts';
import type { ListQuery } from '../filter/listQuery.ts';

const TracePageDocument = graphql(`
  query TracePage(
    $first: Int!
    $after: String
    $filter: TraceFilter
    $orderBy: TraceOrder
    $search: String!
    $isSearch: Boolean!
  ) {
    traces(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      edges {
        node {
          ...TraceRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const PAGE = 100;

type Loaded = { rows: TraceRowFragment[]; end: string | null };

// What was read last, so that who comes back from a trace finds the list as it was.
let remembered: (Loaded & { key: string }) | undefined;

/** The rows of a list, read page by page as far as one goes. */
export function createTraceList(query: Accessor<ListQuery>) {
  const client = useClient();
  const restored = remembered?.key === keyOf(query()) ? remembered : undefined;
  const [rows, setRows] = createSignal<TraceRowFragment[]>(restored?.rows ?? []);
  const [end, setEnd] = createSignal<string | null>(restored?.end ?? null);
  const [failure, setFailure] = createSignal<Failure>();
  const [isReading, setIsReading] = createSignal(false);
  const [isOld, setIsOld] = createSignal(!restored);
  const outdated = new Set<string>();
  let attempt = 0;

  async function read(after: string | null) {
    const mine = ++attempt;
    const isFirst = after === null;
    batch(() => {
      setIsReading(true);
      setIsOld(isFirst);
      setFailure(undefined);
    });
    const result = await client.query(
      TracePageDocument,
      { first: PAGE, after, ...query(), ...searched(query()) },
      FRESH,
    );
    if (mine !== attempt) return;
    batch(() => {
      setIsReading(false);
      setFailure(result.error && explainError(result.error));
      if (!result.data) return;
      const { edges, pageInfo } = result.data.traces;
      const page = edges.map(({ node }) => node);
      setRows((before) => (isFirst ? page : [...before, ...page]));
      setEnd(pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null);
      setIsOld(false);
      if (isFirst) outdated.clear();
    });
  }

  if (!restored) read(null);
  createEffect(
    on(
      () => keyOf(query()),
      () => read(null),
      { defer: true },
    ),
  );
  onCleanup(() => {
    attempt++;
    remembered = isOld() ? undefined : { key: keyOf(query()), rows: rows(), end: end() };
  });

  return {
    rows,
    failure,
    /** Whether what is shown belongs to an earlier query, or nothing is there yet. */
    isOld,
    isReading,
    hasMore: () => end() !== null,
    readMore() {
      if (!isReading() && !failure() && end() !== null) read(end());
    },
    retry: () => read(isOld() ? null : end()),
    reload: () => read(null),
    /** Takes rows out that are no longer stored. */
    remove(ids: ReadonlySet<string>) {
      setRows((before) => before.filter(({ id }) => !ids.has(id)));
    },
    /** Says that the rows changed; each is read again when it is next seen. */
    outdate() {
      for (const { id } of rows()) outdated.add(id);
      // A new list is what makes the rows on screen be looked at again.
      setRows((before) => [...before]);
    },
    async refresh(seen: TraceRowFragment[]) {
      const ids = seen.map(({ id }) => id).filter((id) => outdated.delete(id));
      if (ids.length === 0) return;
      const result = await client.query(
        TracePageDocument,
        { first: PAGE, filter: { ids }, ...searched(query()) },
        FRESH,
      );
      const fresh = new Map(result.data?.traces.edges.map(({ node }) => [node.id, node]));
      setRows((before) => before.map((row) => fresh.get(row.id) ?? row));
    },
  };
}

export type TraceList = ReturnType<typeof createTraceList>;

const FRESH = { requestPolicy: 'network-only' } as const;

/** What to show the place of in each row. */
function searched({ filter }: ListQuery) {
  return { search: filter.search ?? '', isSearch: Boolean(filter.search) };
}

function keyOf(query: ListQuery): string {
  return JSON.stringify(query);
}
