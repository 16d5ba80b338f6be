import type { JSX } from 'solid-js';
import css from './EmptyState.module.css';

/** A list without anything in it, and what to do about that. */
export function EmptyState(props: { title: string; children: JSX.Element }) {
  return (
    <section class={css['empty-state']}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
