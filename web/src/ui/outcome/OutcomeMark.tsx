import css from './OutcomeBar.module.css';
import type { OutcomeKind } from './outcomes.ts';

/** An outcome as its shape, with its word beside it or for readers alone. */
export function OutcomeMark(props: { of: OutcomeKind; hasWord: boolean }) {
  return (
    <span class={css['outcome-mark']}>
      <span
        class={css['outcome-shape']}
        data-outcome={props.of.colour}
        aria-hidden="true"
        title={props.of.word}
      >
        {props.of.shape}
      </span>
      <span class={props.hasWord ? undefined : 'visually-hidden'}> {props.of.word}</span>
    </span>
  );
}
