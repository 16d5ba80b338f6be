import { For, Match, Switch } from 'solid-js';
import type { ManifestField } from '../../../server/manifests/fields.ts';
import type { ControlProps } from '../ui/Field.tsx';
import { choicesOf } from './rangeProblem.ts';

/** What a value of a manifest is chosen or written with. */
export function ValueControl(props: {
  control: ControlProps;
  field: ManifestField;
  value: string;
  placeholder?: string;
  change: (value: string) => void;
}) {
  return (
    <Switch
      fallback={
        <input
          {...props.control}
          inputmode={props.field.kind === 'integer' ? 'numeric' : undefined}
          autocomplete="off"
          spellcheck={false}
          placeholder={props.placeholder}
          value={props.value}
          onInput={(event) => props.change(event.currentTarget.value)}
        />
      }
    >
      <Match when={props.field.kind === 'choice' && props.field}>
        {(choice) => (
          <select
            {...props.control}
            value={props.value}
            onChange={(event) => props.change(event.currentTarget.value)}
          >
            <For each={choicesOf(choice())}>
              {({ value, label }) => (
                <option value={value} selected={value === props.value}>
                  {label}
                </option>
              )}
            </For>
          </select>
        )}
      </Match>
      <Match when={props.field.kind === 'boolean'}>
        <input
          {...props.control}
          type="checkbox"
          checked={props.value === 'true'}
          onChange={(event) => props.change(String(event.currentTarget.checked))}
        />
      </Match>
    </Switch>
  );
}
