import { A } from '@solidjs/router';
import { For } from 'solid-js';
import css from './Sections.module.css';
import { SECTIONS } from './sections.ts';

/** The way to every part of the workbench, in groups. */
export function Sections(props: { class?: string | undefined }) {
  return (
    <nav class={`${css['sections']} ${props.class ?? ''}`} aria-label="Main">
      <For each={SECTIONS}>
        {(group) => (
          <ul>
            <For each={group}>
              {({ name, href }) => (
                <li>
                  <A href={href} end={href === '/'}>
                    {name}
                  </A>
                </li>
              )}
            </For>
          </ul>
        )}
      </For>
    </nav>
  );
}
