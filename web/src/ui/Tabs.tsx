import { createEffect, For, on, Show } from 'solid-js';
import { numberText } from './format/number.ts';
import css from './Tabs.module.css';

export type TabLink = { id: string; name: string; href: string; count?: number | undefined };

/** The parts of a page that are shown one at a time, each with an address of its own. */
export function Tabs(props: { label: string; of: TabLink[]; shown: string }) {
  let nav: HTMLElement | undefined;
  // Where they have no room side by side, they scroll.
  const bring = (tab: Element | null | undefined) => {
    if (!nav || !tab) return;
    const [room, { left, right }] = [nav.getBoundingClientRect(), tab.getBoundingClientRect()];
    nav.scrollLeft += Math.min(0, left - room.left) + Math.max(0, right - room.right);
  };
  createEffect(
    on(
      () => props.shown,
      () => bring(nav?.querySelector('[aria-current]')),
    ),
  );
  return (
    <nav
      ref={nav}
      class={css['tabs']}
      aria-label={props.label}
      onFocusIn={({ target }) => bring(target)}
    >
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
