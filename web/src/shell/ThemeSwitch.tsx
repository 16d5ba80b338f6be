import { For } from 'solid-js';
import { Icon } from '../ui/Icon.tsx';
import css from './ThemeSwitch.module.css';
import { chooseTheme, THEMES, theme } from './theme.ts';

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  return (
    <fieldset class={css['theme-switch']}>
      <legend class="visually-hidden">Theme</legend>
      <For each={THEMES}>
        {(option) => (
          <label title={`Theme: ${option.name}`}>
            <input
              class="visually-hidden"
              type="radio"
              name="theme"
              checked={theme() === option.name}
              onChange={() => chooseTheme(option.name)}
            />
            <Icon name={option.icon} />
            <span class="visually-hidden">{option.name}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
