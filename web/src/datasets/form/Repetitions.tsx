import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DuplicatesFragment } from '../../graphql/generated/graphql.ts';
import { countText, numberText } from '../../ui/format/number.ts';
import css from './PreviewCard.module.css';

graphql(`
  fragment Duplicates on Duplicates {
    exactCount
    nearCount
    rows(first: 50) {
      isExact
      similarity
      trace {
        id
        promptStart
      }
      of {
        id
        promptStart
      }
    }
  }
`);

/** Rows that repeat earlier ones, each with what it repeats. */
export function Repetitions(props: {
  duplicates: DuplicatesFragment;
  /** What is said of so many rows, such as `left out`. */
  text: string;
  /** What can be done with a row; nothing without it. */
  action?: { name: string; run: (traceId: string) => void } | undefined;
}) {
  const count = () => props.duplicates.exactCount + props.duplicates.nearCount;
  return (
    <details open={count() > 0 && count() <= 10} data-testid="repetitions">
      <summary>
        {countText(count(), 'repetition')} {props.text}: {numberText(props.duplicates.exactCount)}{' '}
        of the same text, {numberText(props.duplicates.nearCount)} near
      </summary>
      <ul class={css['dataset-preview-sample']}>
        <For each={props.duplicates.rows}>
          {(row) => (
            <li>
              <A href={`/traces/${row.trace?.id}`} dir="auto">
                {row.trace?.promptStart ?? 'deleted'}
              </A>
              <A href={`/traces/compare?base=${row.of?.id}&other=${row.trace?.id}`}>
                {row.isExact ? 'same text' : `${Math.round(row.similarity * 100)} % alike`}
              </A>
              <Show when={props.action}>
                {(action) => (
                  <button
                    type="button"
                    data-look="link"
                    onClick={() => row.trace && action().run(row.trace.id)}
                  >
                    {action().name}
                  </button>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={count() > props.duplicates.rows.length}>
        <p class="faint">and {numberText(count() - props.duplicates.rows.length)} more</p>
      </Show>
    </details>
  );
}
