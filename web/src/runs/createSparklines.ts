import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunsQueryVariables } from '../graphql/generated/graphql.ts';

// Apart from the list, which does not wait for it.
const RunSparklinesDocument = graphql(`
  query RunSparklines(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: RunFilter
  ) {
    runs(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      edges {
        node {
          id
          metrics(names: ["train/loss"], maxPoints: 40) {
            name
            steps
            values
          }
        }
      }
    }
  }
`);

/** The loss of a run over its steps, in few points. */
export type Loss = { steps: number[]; values: (number | null)[] };

const WAIT = 4_000;

/** The losses of a page of runs by id; read again from time to time while one of them trains. */
export function createSparklines(
  page: Accessor<RunsQueryVariables>,
  isTraining: Accessor<boolean>,
): Accessor<Map<string, Loss>> {
  const query = createFreshQuery({ query: RunSparklinesDocument, variables: page });
  const isLive = createMemo(isTraining);
  createEffect((wasLive) => {
    if (!isLive()) {
      if (wasLive) query.refetch();
      return false;
    }
    const timer = setInterval(() => document.hidden || query.refetch(), WAIT);
    onCleanup(() => clearInterval(timer));
    return true;
  }, false);
  return createMemo(() => {
    const losses = new Map<string, Loss>();
    for (const { node } of query.data()?.runs.edges ?? []) {
      const [loss] = node.metrics;
      if (loss && loss.steps.length > 1) losses.set(node.id, loss);
    }
    return losses;
  });
}
