import { type Accessor, createEffect, createMemo, on } from 'solid-js';
import { isFinal } from '../../../../../../server/runs/status.ts';
import { createFreshQuery } from '../../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import type { RunStatus } from '../../../../graphql/generated/graphql.ts';
import { type Ending, endingOf } from '../../../../metrics/ending.ts';

// Apart from the list, which does not wait for it.
const RunLossesDocument = graphql(`
  query RunLosses($first: Int!) {
    runs(first: $first) {
      edges {
        node {
          id
          metrics(names: ["eval/loss", "train/loss"], maxPoints: 10) {
            name
            steps
            values
            texts
          }
        }
      }
    }
  }
`);

/** How a run's losses end by now; null where one is not measured. */
export type Losses = { train: Ending | null; eval: Ending | null };

/** How the losses of the newest runs end, by id. */
export function createLosses(
  count: Accessor<number>,
  runs: Accessor<{ status: RunStatus }[]>,
): Accessor<Map<string, Losses>> {
  const query = createFreshQuery({
    query: RunLossesDocument,
    variables: () => ({ first: count() }),
  });
  const endedCount = createMemo(() => runs().filter(({ status }) => isFinal(status)).length);
  createEffect(on(endedCount, query.refetch, { defer: true }));
  return createMemo(() => {
    const losses = new Map<string, Losses>();
    for (const { node } of query.data()?.runs.edges ?? []) {
      const endingNamed = (wanted: string) => {
        const series = node.metrics.find(({ name }) => name === wanted);
        return series ? endingOf(series) : null;
      };
      losses.set(node.id, { train: endingNamed('train/loss'), eval: endingNamed('eval/loss') });
    }
    return losses;
  });
}
