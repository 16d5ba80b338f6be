import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { valueAt } from '../../../../server/manifests/gather.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DatasetLineageFragment } from '../../graphql/generated/graphql.ts';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { numberText } from '../../ui/format/number.ts';
import { Time } from '../../ui/Time.tsx';
import css from './Lineage.module.css';

graphql(`
  fragment DatasetLineage on Dataset {
    key
    traceCount
    provenance
    parentDatasetId
    parent {
      id
      key
    }
    manifests(first: 5) {
      pageInfo {
        hasNextPage
      }
      edges {
        node {
          id
          createdAt
          modelId
        }
      }
    }
    runs(first: 5) {
      pageInfo {
        hasNextPage
      }
      edges {
        node {
          id
          name
          createdAt
          status
        }
      }
    }
  }
`);

/** What a dataset comes from, and what came of it. */
export function Lineage(props: { dataset: DatasetLineageFragment }) {
  return (
    <section class="page-part" aria-labelledby="lineage-title">
      <h2 id="lineage-title">Lineage</h2>
      <ol class={css['lineage']}>
        <Stage name="From">
          <a href="#rows" rel="external">
            {numberText(props.dataset.traceCount)} traces
          </a>
          <Show when={evaluationOf(props.dataset.provenance)}>
            {(id) => (
              <span>
                samples of <A href={`/evaluations/${id()}`}>an evaluation</A>
              </span>
            )}
          </Show>
          <Show when={props.dataset.parentDatasetId}>
            <Show
              when={props.dataset.parent}
              fallback={<span class="faint">and a dataset that was deleted</span>}
            >
              {(parent) => (
                <span>
                  derived from <A href={`/datasets/${parent().key}`}>{parent().key}</A>{' '}
                  <A
                    class="faint"
                    href={`/datasets/compare?base=${parent().key}&other=${props.dataset.key}`}
                  >
                    what changed
                  </A>
                </span>
              )}
            </Show>
          </Show>
        </Stage>
        <Stage name="Manifests">
          <For each={props.dataset.manifests.edges} fallback={<span class="faint">none yet</span>}>
            {({ node }) => (
              <span>
                <A href={`/manifests/${node.id}`}>{node.modelId}</A> <Time at={node.createdAt} />
              </span>
            )}
          </For>
          <Show when={props.dataset.manifests.pageInfo.hasNextPage}>
            <A class="faint" href="/manifests">
              and older ones
            </A>
          </Show>
        </Stage>
        <Stage name="Runs">
          <For each={props.dataset.runs.edges} fallback={<span class="faint">none yet</span>}>
            {({ node }) => (
              <span class={css['lineage-run']}>
                <RunStatus status={node.status} />
                <A href={`/runs/${node.id}`}>{node.name}</A>
                <Time at={node.createdAt} />
              </span>
            )}
          </For>
          <Show when={props.dataset.runs.pageInfo.hasNextPage}>
            <A href={`/runs?dataset=${props.dataset.key}`}>All its runs</A>
          </Show>
        </Stage>
      </ol>
    </section>
  );
}

/** The evaluation that a dataset was harvested from. */
function evaluationOf(provenance: unknown): string | undefined {
  const id = valueAt(provenance, 'evaluation');
  return typeof id === 'string' ? id : undefined;
}

function Stage(props: { name: string; children: JSX.Element }) {
  return (
    <li>
      <h3>{props.name}</h3>
      <div>{props.children}</div>
    </li>
  );
}
