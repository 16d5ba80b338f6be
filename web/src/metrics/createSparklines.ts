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
  ) {
    runs(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
      orderBy: $orderBy
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
    metrics(names: ["train/loss", "eval/loss"], maxPoints: 40) {
      name
      steps
      values
      texts
    }
  }
`);

const OneSparklineDocument = graphql(`
  query OneSparkline($id: ID!) {
    run(id: $id) {
      ...RunSparkline
    }
  }
`);

/** A loss of a run over its steps, in few points. */
export type Loss = RunSparklineFragment['metrics'][number];

const WAIT = 4_000;
const FRESH = { requestPolicy: 'network-only' } as const;

/** The losses of a page of runs by id, those that were measured; of those that train read again from time to time, and at the end. */
export function createSparklines(
  page: Accessor<RunsQueryVariables>,
  runs: Accessor<Iterable<{ id: string; status: RunStatus; mode: RunMode }>>,
): Accessor<Map<string, Loss[]>> {
  const client = useClient();
  const query = createFreshQuery({ query: RunSparklinesDocument, variables: page });
  // The cache puts what comes into the page.
  const read = (ids: string[]) => {
    for (const id of ids) client.query(OneSparklineDocument, { id }, FRESH).toPromise();
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
  return createMemo(() => {
    const losses = new Map<string, Loss[]>();
    for (const { node } of query.data()?.runs.edges ?? []) {
      losses.set(
        node.id,
        node.metrics.filter(({ steps }) => steps.length > 0),
      );
    }
    return losses;
  });
}
