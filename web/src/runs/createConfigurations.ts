import { type Accessor, createMemo } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunsQueryVariables } from '../graphql/generated/graphql.ts';

// Apart from the list, most of whose readers don't ask for it.
const RunConfigurationsDocument = graphql(`
  query RunConfigurations(
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
          id
          configuration
        }
      }
    }
  }
`);

/** The configurations of a page of runs by id, once they are wanted. */
export function createConfigurations(
  page: Accessor<RunsQueryVariables>,
  isWanted: Accessor<boolean>,
): Accessor<Map<string, unknown>> {
  const query = createFreshQuery({
    query: RunConfigurationsDocument,
    variables: page,
    pause: () => !isWanted(),
  });
  return createMemo(
    () =>
      new Map(query.data()?.runs.edges.map(({ node }) => [node.id, node.configuration] as const)),
  );
}
