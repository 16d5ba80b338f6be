import { type Accessor, createEffect, createMemo, on } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { RunRowFragment } from '../../graphql/generated/graphql.ts';
import { isFinal } from '../../ui/runFacts.ts';

// Apart from the list, which does not wait for it.
const RunLossesDocument = graphql(`
  query RunLosses($first: Int!) {
    runs(first: $first) {
      edges {
        node {
          id
          metrics(names: ["eval/loss", "train/loss"], maxPoints: 10) {
            name
            values
          }
        }
      }
    }
  }
`);

/** The last loss of each of the newest runs by id: of the evaluation where there was one. */
export function createLosses(
  count: Accessor<number>,
  runs: Accessor<Map<string, RunRowFragment>>,
): Accessor<Map<string, number>> {
  const query = createFreshQuery({
    query: RunLossesDocument,
    variables: () => ({ first: count() }),
  });
  const endedCount = createMemo(
    () => [...runs().values()].filter(({ status }) => isFinal(status)).length,
  );
  createEffect(on(endedCount, query.refetch, { defer: true }));
  return createMemo(() => {
    const losses = new Map<string, number>();
    for (const { node } of query.data()?.runs.edges ?? []) {
      const series =
        node.metrics.find(({ name }) => name === 'eval/loss') ??
        node.metrics.find(({ name }) => name === 'train/loss');
      const loss = series?.values.findLast((value) => value !== null);
      if (loss != null) losses.set(node.id, loss);
    }
    return losses;
  });
}
