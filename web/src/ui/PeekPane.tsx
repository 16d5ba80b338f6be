import type { JSX } from 'solid-js';
import { Icon } from './Icon.tsx';
import css from './PeekPane.module.css';

/** Beside a list in a wide window, what its row in focus is; Space opens it, Esc closes it. */
export function PeekPane(props: { title: string; close: () => void; children: JSX.Element }) {
  return (
    <aside class={css['peek-pane']} aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        <button type="button" data-look="link" aria-label="Close" onClick={() => props.close()}>
          <Icon name="cross" />
        </button>
      </header>
      {props.children}
    </aside>
  );
}
