import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { TraceFactsFragment } from '../../graphql/generated/graphql.ts';
import { Digest } from '../../ui/Digest.tsx';
import { numberText } from '../../ui/format/number.ts';
import { Time } from '../../ui/Time.tsx';
import { metaText } from '../filter/traceFilter.ts';
import { metaEntries } from './metaEntries.ts';
import css from './TraceFacts.module.css';

graphql(`
  fragment TraceFacts on Trace {
    id
    createdAt
    traceVersion
    stepCount
    stepChars
    charCount
    digest
    meta
    import {
      id
      name
    }
    datasets {
      id
      key
    }
  }
`);

/** What is known of a trace: counts, where it is used, and its meta. */
export function TraceFacts(props: { trace: TraceFactsFragment }) {
  return (
    <>
      <section class={css['facts']} aria-labelledby="facts-title">
        <h2 id="facts-title">Facts</h2>
        <dl>
          <dt>Stored</dt>
          <dd>
            <Time at={props.trace.createdAt} />
          </dd>
          <dt>Steps</dt>
          <dd data-testid="step-count">{numberText(props.trace.stepCount)}</dd>
          <dt>Characters</dt>
          <dd>
            {numberText(props.trace.charCount)}
            <span class={css['facts-note']}>
              , {numberText(props.trace.stepChars)} of them in steps
            </span>
          </dd>
          <dt>Id</dt>
          <dd>
            <Digest value={props.trace.id} isId />
          </dd>
          <dt>Digest</dt>
          <dd>
            <Digest value={props.trace.digest} />
          </dd>
          <dt>Version</dt>
          <dd>{props.trace.traceVersion}</dd>
          <Show when={props.trace.import}>
            {(from) => (
              <>
                <dt>Import</dt>
                <dd dir="auto">
                  <A href={`/imports/${from().id}`}>{from().name}</A>
                </dd>
              </>
            )}
          </Show>
          <dt>Datasets</dt>
          <dd>
            <For each={props.trace.datasets} fallback="in none">
              {(dataset) => (
                <A
                  class={css['facts-dataset']}
                  href={`/datasets/${encodeURIComponent(dataset.key)}`}
                >
                  {dataset.key}
                </A>
              )}
            </For>
          </dd>
        </dl>
      </section>
      <section class={css['facts']} aria-labelledby="meta-title">
        <h2 id="meta-title">Meta</h2>
        <Show
          when={metaEntries(props.trace.meta).length > 0}
          fallback={<p class={css['facts-note']}>This trace has none.</p>}
        >
          <dl>
            <For each={metaEntries(props.trace.meta)}>
              {(entry) => (
                <>
                  <dt>{entry.path}</dt>
                  <dd dir="auto">
                    <Show when={entry.filter} fallback={<code>{entry.text}</code>}>
                      {(filter) => (
                        <A
                          href={`/traces?${new URLSearchParams({ meta: metaText(filter()) })}`}
                          title="List the traces that have this value"
                        >
                          {entry.text}
                        </A>
                      )}
                    </Show>
                  </dd>
                </>
              )}
            </For>
          </dl>
        </Show>
      </section>
    </>
  );
}
