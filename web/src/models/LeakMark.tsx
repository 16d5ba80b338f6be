import { Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { LeakMarkFragment } from '../graphql/generated/graphql.ts';
import css from './LeakMark.module.css';
import { leakText } from './leakText.ts';

graphql(`
  fragment LeakMark on Evaluation {
    leaks {
      leakCount
      rowCount
      isFloor
    }
  }
`);

/** Says beside a score that the model was trained on its questions; nothing where it was not. */
export function LeakMark(props: { of: LeakMarkFragment }) {
  return (
    <Show when={leakText(props.of.leaks)}>
      {(text) => (
        <span
          class={css['leak']}
          title="The same question, or one that shares half of its runs of eight words"
          data-testid="leak"
        >
          {text()}
        </span>
      )}
    </Show>
  );
}
