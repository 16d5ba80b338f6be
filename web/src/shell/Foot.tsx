import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { Icon } from '../ui/Icon.tsx';
import css from './Foot.module.css';
import { MainMenuButton } from './MainMenu.tsx';
import { FOOT } from './sections.ts';

/** On a phone, the bar at its foot: the parts one goes to most, and the menu with all. */
export function Foot() {
  return (
    <nav class={css['foot']} aria-label="Most used">
      <For each={FOOT}>
        {({ name, href, icon }) => (
          <A href={href} end={href === '/'}>
            <Icon name={icon} />
            {name}
          </A>
        )}
      </For>
      <MainMenuButton name="More" />
    </nav>
  );
}
