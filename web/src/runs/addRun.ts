import type { Cache } from '@urql/exchange-graphcache';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunListQuery } from '../graphql/generated/graphql.ts';

const RunList = graphql(`
  query RunList($first: Int) {
    runs(first: $first) {
      totalCount
      edges {
        node {
          id
        }
      }
    }
  }
`);

const PAGE = 20;

/** Puts a run that the cache's unfiltered lists of newest runs do not have yet into its place there. */
export function addRun(store: Cache, id: string): void {
  for (const { fieldName, arguments: given } of store.inspectFields('Query')) {
    if (fieldName !== 'runs') continue;
    const { first, ...others } = given ?? {};
    if (Object.keys(others).length > 0) continue;
    const limit = typeof first === 'number' ? first : PAGE;
    store.updateQuery({ query: RunList, variables: given ?? {} }, (data) =>
      data ? { ...data, runs: withRun(data.runs, id, limit) } : null,
    );
  }
}

type Runs = RunListQuery['runs'];

// A later run has a greater id. One that is older than a full list was counted before.
function withRun(runs: Runs, id: string, limit: number): Runs {
  if (runs.edges.some(({ node }) => node.id === id)) return runs;
  const edge = { __typename: 'QueryRunsConnectionEdge', node: { __typename: 'Run', id } } as const;
  const edges = [...runs.edges, edge]
    .sort((one, other) => (one.node.id < other.node.id ? 1 : -1))
    .slice(0, limit);
  return edges.includes(edge) ? { ...runs, totalCount: runs.totalCount + 1, edges } : runs;
}
