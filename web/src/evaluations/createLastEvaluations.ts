import { type Accessor, createMemo } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunEvaluatedFragment, RunsQueryVariables } from '../graphql/generated/graphql.ts';

// Apart from the list, most of whose readers don't ask for it.
const RunsEvaluatedDocument = graphql(`
  query RunsEvaluated(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: RunFilter
    $orderBy: RunOrder
    $thenBy: [RunOrder!]
    $isPinnedFirst: Boolean
    $groupBy: RunGrouping
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
          ...RunEvaluated
        }
      }
    }
  }

  fragment RunEvaluated on Run {
    id
    lastEvaluation {
      id
      step
      datasetKey
      numbers {
        accuracy {
          value
        }
      }
    }
  }
`);

export type LastEvaluation = NonNullable<RunEvaluatedFragment['lastEvaluation']>;

/** What was measured last of a page of runs by id, once it is wanted. */
export function createLastEvaluations(
  page: Accessor<RunsQueryVariables>,
  isWanted: Accessor<boolean>,
): Accessor<Map<string, LastEvaluation>> {
  const query = createFreshQuery({
    query: RunsEvaluatedDocument,
    variables: page,
    pause: () => !isWanted(),
  });
  return createMemo(() => {
    const known = new Map<string, LastEvaluation>();
    for (const { node } of query.data()?.runs.edges ?? []) {
      if (node.lastEvaluation) known.set(node.id, node.lastEvaluation);
    }
    return known;
  });
}
