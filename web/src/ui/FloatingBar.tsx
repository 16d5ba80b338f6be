import type { JSX } from 'solid-js';
import css from './FloatingBar.module.css';

/** What can be done with what is selected above, in sight wherever one is in the list. */
export function FloatingBar(props: { label: string; children: JSX.Element }) {
  return (
    <section class={css['floating-bar']} data-bar="foot" aria-label={props.label}>
      {props.children}
    </section>
  );
}
