import { For } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import { rangeText } from '../../../server/manifests/describeField.ts';
import type { SamplingField } from '../../../server/manifests/evaluationFields.ts';
import { Field } from '../ui/Field.tsx';
import { type PlaygroundForm, rangeOf } from './form.ts';

/** How it is asked: some of the values of sampling. */
export function SamplingFields(props: {
  fields: readonly SamplingField[];
  form: PlaygroundForm;
  setForm: SetStoreFunction<PlaygroundForm>;
  problems: Partial<Record<string, string>>;
}) {
  return (
    <For each={props.fields}>
      {(field) => (
        <Field
          label={field.label}
          hint={rangeText(rangeOf(field))}
          error={props.problems[field.name]}
        >
          {(control) => (
            <input
              {...control}
              autocomplete="off"
              inputmode={field.kind === 'integer' ? 'numeric' : 'decimal'}
              value={props.form[field.name] ?? ''}
              onInput={(event) => props.setForm(field.name, event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </For>
  );
}
