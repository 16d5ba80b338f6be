import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { ADDRESSES, writeAddress } from '../../../../server/addresses.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Snippet } from '../../ui/Snippet.tsx';

const SNIPPET = `mutation {
  startRun(input: {
    datasetKey: "first-v1"
    modelId: "tunix-rt/tiny"
    mode: LOCAL
    training: { learningRate: 0.005, schedule: COSINE, maxSeqLength: 256 }
  }) {
    ... on Run { id status }
    ... on Error { message }
  }
}`;

/** What to do when there are no runs, or none that the filter means. */
export function NoRuns(props: { isFiltered: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState title="No runs yet">
          <p>
            A run checks a manifest or trains with it. Start one from{' '}
            <A href="/manifests/new">a new manifest</A>, or send this: the run shows up here at
            once. <code>tunix-rt/tiny</code> needs nothing to download, and trains on a CPU in under
            a minute.
          </p>
          <Snippet
            title="GraphQL"
            code={SNIPPET}
            action={
              <a href={writeAddress(ADDRESSES.graphql, {}, { query: SNIPPET })} rel="external">
                Open in GraphiQL
              </a>
            }
          />
        </EmptyState>
      }
    >
      <EmptyState title="No run matches">
        <p>
          Runs are there, but none that the filter above means. <A href="/runs">Show all runs</A>.
        </p>
      </EmptyState>
    </Show>
  );
}
