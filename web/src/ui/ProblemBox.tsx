import type { JSX } from 'solid-js';
import css from './ProblemBox.module.css';

/** What went wrong, said at once, and what can be done about it. */
export function ProblemBox(props: { children: JSX.Element }) {
  return (
    <div class={css['problem']} role="alert">
      {props.children}
    </div>
  );
}
