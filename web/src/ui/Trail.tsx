import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import css from './Trail.module.css';

export type Stop = { name: string; note?: string; href?: string };

/** How something came to be: stops on a line, the last of them what it is about. */
export function Trail(props: { label: string; stops: Stop[] }) {
  return (
    <ol class={css['trail']} aria-label={props.label}>
      <For each={props.stops}>
        {(stop) => (
          <li>
            <Show when={stop.href} fallback={<span>{stop.name}</span>}>
              {(href) => <A href={href()}>{stop.name}</A>}
            </Show>
            <Show when={stop.note}>{(note) => <small>{note()}</small>}</Show>
          </li>
        )}
      </For>
    </ol>
  );
}
