import type { JSX } from 'solid-js';
import './EmptyState.css';

/** A list without anything in it, and what to do about that. */
export function EmptyState(props: { title: string; children: JSX.Element }) {
  return (
    <section class="empty-state">
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
