import { For } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import type { Field as RowField } from '../../../server/imports/preview/shape.ts';
import { Field } from '../ui/Field.tsx';
import { Suggestions } from '../ui/Suggestions.tsx';
import css from './ImportSettings.module.css';
import { KeptMappings } from './KeptMappings.tsx';
import type { ImportForm } from './settings.ts';

const PATHS = [
  { name: 'prompt', label: 'Prompt' },
  {
    name: 'messages',
    label: 'Conversation',
    hint: 'A list of turns; has prompt and answer unless they are given',
  },
  { name: 'reasoning', label: 'Reasoning', hint: 'A text, or a list of steps' },
  { name: 'answer', label: 'Answer' },
  { name: 'expectedAnswer', label: 'Expected answer' },
] as const;

const TEXTS = [
  {
    name: 'meta',
    label: 'Meta',
    hint: 'Paths with commas between; empty: all the rest; - nothing',
  },
  { name: 'scores', label: 'Scores', hint: 'criteria = path, with commas between' },
] as const;

/** From which fields of a row the parts of a trace come. */
export function MappingFields(props: {
  form: ImportForm;
  setForm: SetStoreFunction<ImportForm>;
  fields: readonly RowField[];
  problems: Partial<Record<string, string>>;
}) {
  const text = (name: (typeof PATHS)[number]['name'] | (typeof TEXTS)[number]['name']) => ({
    value: props.form[name],
    autocomplete: 'off' as const,
    spellcheck: false,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) =>
      props.setForm(name, event.currentTarget.value),
  });
  return (
    <div class={`field-wide ${css['settings-mapping']}`}>
      <For each={PATHS}>
        {(part) => (
          <Field
            label={part.label}
            hint={'hint' in part ? part.hint : undefined}
            error={props.problems[part.name]}
          >
            {(control) => <input {...control} {...text(part.name)} list="row-fields" />}
          </Field>
        )}
      </For>
      <For each={TEXTS}>
        {(part) => (
          <Field label={part.label} hint={part.hint} error={props.problems[part.name]}>
            {(control) => <input {...control} {...text(part.name)} />}
          </Field>
        )}
      </For>
      <Suggestions
        id="row-fields"
        of={props.fields.map(({ path, sample }): [string, string] => [path, sample])}
      />
      <div class="field-wide">
        <KeptMappings form={props.form} setForm={props.setForm} />
      </div>
    </div>
  );
}
