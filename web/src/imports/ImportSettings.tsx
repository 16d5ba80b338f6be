import { createQuery } from '@urql/solid';
import { For, Show } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import type { ImportPreview } from '../../../server/imports/preview/shape.ts';
import { SPLITTINGS } from '../../../server/imports/splitting.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Field } from '../ui/Field.tsx';
import css from './ImportSettings.module.css';
import { MappingFields } from './MappingFields.tsx';
import { BY_HAND, guessMapping, type ImportForm, SPLITTING_NAMES } from './settings.ts';

const ImportFormatsDocument = graphql(`
  query ImportFormats {
    importFormats {
      name
      label
    }
  }
`);

/** What is said of how files are read and stored. */
export function ImportSettings(props: {
  form: ImportForm;
  setForm: SetStoreFunction<ImportForm>;
  preview: ImportPreview | undefined;
  problems: Partial<Record<string, string>>;
}) {
  const [formats] = createQuery({ query: ImportFormatsDocument });
  const chooseFormat = (format: string) => {
    const isEmpty = !props.form.prompt && !props.form.messages;
    const guess = format === BY_HAND && isEmpty ? guessMapping(props.preview?.fields ?? []) : {};
    props.setForm({ ...guess, format });
  };
  const check = (name: 'atomic' | 'keep', label: string) => (
    <label class={css['settings-check']}>
      <input
        type="checkbox"
        checked={props.form[name] !== ''}
        onChange={(event) => props.setForm(name, event.currentTarget.checked ? '1' : '')}
      />
      {label}
    </label>
  );
  return (
    <fieldset class={`field-group ${css['settings']}`}>
      <legend>How it is read</legend>
      <Field label="Format" error={props.problems['format']}>
        {(control) => (
          <select
            {...control}
            value={props.form.format}
            onChange={(event) => chooseFormat(event.currentTarget.value)}
          >
            <option value="auto">As its first row tells</option>
            <option value={BY_HAND}>By hand, field by field</option>
            <For each={formats.data?.importFormats ?? []}>
              {({ name, label }) => (
                <option value={name} selected={props.form.format === name}>
                  {label}
                </option>
              )}
            </For>
          </select>
        )}
      </Field>
      <Field label="Reasoning is split by">
        {(control) => (
          <select
            {...control}
            value={props.form.splitting}
            onChange={(event) => props.setForm('splitting', event.currentTarget.value)}
          >
            <For each={SPLITTINGS}>
              {(name) => <option value={name}>{SPLITTING_NAMES[name]}</option>}
            </For>
          </select>
        )}
      </Field>
      <Show when={props.form.format === BY_HAND}>
        <MappingFields
          form={props.form}
          setForm={props.setForm}
          fields={props.preview?.fields ?? []}
          problems={props.problems}
        />
      </Show>
      <div class={`field-wide ${css['settings-checks']}`}>
        {check('atomic', 'All or nothing: store no row when one is wrong')}
        {check('keep', 'Store also what is stored already')}
      </div>
    </fieldset>
  );
}
