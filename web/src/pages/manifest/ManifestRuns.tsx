import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ManifestRunsFragment } from '../../graphql/generated/graphql.ts';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { Time } from '../../ui/Time.tsx';
import css from './ManifestRuns.module.css';

graphql(`
  fragment ManifestRuns on Manifest {
    runs(first: 20) {
      pageInfo {
        hasNextPage
      }
      edges {
        node {
          id
          name
          status
          createdAt
        }
      }
    }
  }
`);

/** The runs that were started from a manifest. */
export function ManifestRuns(props: { manifest: ManifestRunsFragment }) {
  return (
    <section class="page-part" aria-labelledby="runs-title">
      <h2 id="runs-title">Runs</h2>
      <ol class={css['manifest-runs']}>
        <For
          each={props.manifest.runs.edges}
          fallback={<li class="faint">None yet. A dry run costs nothing.</li>}
        >
          {({ node }) => (
            <li>
              <RunStatus status={node.status} />
              <A href={`/runs/${node.id}`}>{node.name}</A>
              <Time at={node.createdAt} />
            </li>
          )}
        </For>
        <Show when={props.manifest.runs.pageInfo.hasNextPage}>
          <li class="faint">and older ones</li>
        </Show>
      </ol>
    </section>
  );
}
