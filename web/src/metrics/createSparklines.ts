import { useClient } from '@urql/solid';
import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type {
  RunMode,
  RunSparklineFragment,
  RunStatus,
  RunsQueryVariables,
} from '../graphql/generated/graphql.ts';

// Apart from the list, which does not wait for it.
const RunSparklinesDocument = graphql(`
  query RunSparklines(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: RunFilter
    $orderBy: RunOrder
    $thenBy: [RunOrder!]
    $isPinnedFirst: Boolean
    $groupBy: RunGrouping
    $names: [String!]!
  ) {
    runs(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
      orderBy: $orderBy
      thenBy: $thenBy
      isPinnedFirst: $isPinnedFirst
      groupBy: $groupBy
    ) {
      edges {
        node {
          ...RunSparkline
        }
      }
    }
  }

  fragment RunSparkline on Run {
    id
    metricNames
    metrics(names: $names, maxPoints: 40) {
      name
      steps
      values
      texts
    }
  }
`);

const OneSparklineDocument = graphql(`
  query OneSparkline($id: ID!, $names: [String!]!) {
    run(id: $id) {
      ...RunSparkline
    }
  }
`);

/** A metric of a run over its steps, in few points. */
export type Sparkline = RunSparklineFragment['metrics'][number];

const WAIT = 4_000;
const FRESH = { requestPolicy: 'network-only' } as const;
const LOSSES = ['train/loss', 'eval/loss'];

/** The losses of a page of runs by id and other metrics that are wanted, those that were measured; of those that train
 * read again from time to time, and at the end. `names` are all metrics that the runs have. */
export function createSparklines(
  page: Accessor<RunsQueryVariables>,
  {
    runs,
    wanted,
  }: {
    runs: Accessor<Iterable<{ id: string; status: RunStatus; mode: RunMode }>>;
    wanted: Accessor<string[]>;
  },
): { sparklines: Accessor<Map<string, Sparkline[]>>; names: Accessor<string[]> } {
  const client = useClient();
  const names = () => [...new Set([...LOSSES, ...wanted()])];
  const query = createFreshQuery({
    query: RunSparklinesDocument,
    variables: () => ({ ...page(), names: names() }),
  });
  // The cache puts what comes into the page.
  const read = (ids: string[]) => {
    for (const id of ids)
      client.query(OneSparklineDocument, { id, names: names() }, FRESH).toPromise();
  };
  const live = createMemo(
    () =>
      [...runs()]
        .filter(({ status, mode }) => status === 'RUNNING' && mode === 'LOCAL')
        .map(({ id }) => id),
    [],
    { equals: (one, other) => one.join() === other.join() },
  );
  createEffect<string[]>((before) => {
    const ids = live();
    read(before.filter((id) => !ids.includes(id)));
    if (ids.length > 0) {
      const timer = setInterval(() => document.hidden || read(ids), WAIT);
      onCleanup(() => clearInterval(timer));
    }
    return ids;
  }, []);
  const edges = () => query.data()?.runs.edges ?? [];
  return {
    sparklines: createMemo(
      () =>
        new Map(
          edges().map(({ node }) => [
            node.id,
            node.metrics.filter(({ steps }) => steps.length > 0),
          ]),
        ),
    ),
    names: createMemo(
      () => [...new Set(edges().flatMap(({ node }) => node.metricNames))].sort(),
      [],
      { equals: (one, other) => one.join() === other.join() },
    ),
  };
}
