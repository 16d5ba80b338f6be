import { For, Show } from 'solid-js';
import { numberText } from './format/number.ts';
import css from './Tabs.module.css';

export type TabLink = { id: string; name: string; href: string; count?: number | undefined };

/** The parts of a page that are shown one at a time, each with an address of its own. */
export function Tabs(props: { label: string; of: TabLink[]; shown: string }) {
  return (
    <nav class={css['tabs']} aria-label={props.label}>
      <For each={props.of}>
        {(tab) => (
          <a href={tab.href} noScroll aria-current={props.shown === tab.id ? 'page' : undefined}>
            {tab.name}
            <Show when={tab.count}>
              {(count) => <span class="faint"> {numberText(count())}</span>}
            </Show>
          </a>
        )}
      </For>
    </nav>
  );
}
