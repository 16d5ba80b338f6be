import { createUniqueId, type JSX, Show } from 'solid-js';
import css from './Panel.module.css';

/** Something to do, on its own ground. */
export function Panel(props: {
  testId: string;
  title: string;
  lead?: JSX.Element;
  isWide?: boolean;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  return (
    <section
      class={css['panel']}
      data-wide={props.isWide}
      data-testid={props.testId}
      aria-labelledby={id}
    >
      <header>
        <h2 id={id}>{props.title}</h2>
        <Show when={props.lead}>
          <p>{props.lead}</p>
        </Show>
      </header>
      {props.children}
    </section>
  );
}
