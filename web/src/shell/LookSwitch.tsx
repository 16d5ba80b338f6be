import { For } from 'solid-js';
import css from './LookSwitch.module.css';

/** One look of the page among a few. */
export function LookSwitch<Name extends string>(props: {
  label: string;
  names: readonly Name[];
  chosen: Name;
  choose: (name: Name) => void;
}) {
  return (
    <fieldset class={css['look-switch']}>
      <legend>{props.label}</legend>
      <For each={props.names}>
        {(name) => (
          <label>
            <input
              class="visually-hidden"
              type="radio"
              name={props.label}
              checked={props.chosen === name}
              onChange={() => props.choose(name)}
            />
            {name}
          </label>
        )}
      </For>
    </fieldset>
  );
}
