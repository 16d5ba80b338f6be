import { Show } from 'solid-js';
import { Field } from '../../ui/Field.tsx';
import { DatasetOptions } from '../DatasetOptions.tsx';
import { LIMIT } from '../ranges.ts';
import { DEFAULT_DATASET_FORM } from './definition.ts';
import type { DatasetFormProps } from './formProps.ts';

/** What the dataset is to be called, and what it comes from. */
export function NamingFields(props: DatasetFormProps) {
  return (
    <fieldset class="field-group">
      <legend>Its name</legend>
      <Field label="Name" hint="Letters, digits and . _ -" error={props.problems.name}>
        {(control) => (
          <input
            {...control}
            placeholder="maths"
            autocomplete="off"
            spellcheck={false}
            value={props.form.name}
            onInput={(event) => props.setForm('name', event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label="Version"
        hint={
          <Show when={props.form.name} fallback="The key is name-version">
            The key is{' '}
            <code>
              {props.form.name}-{props.form.version}
            </code>
          </Show>
        }
        error={props.problems.version}
      >
        {(control) => (
          <input
            {...control}
            autocomplete="off"
            spellcheck={false}
            value={props.form.version}
            onInput={(event) => props.setForm('version', event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label="Derived from"
        hint="Another dataset, if it is; kept as its lineage"
        error={props.problems.parent}
      >
        {(control) => (
          <>
            <input
              {...control}
              list="parents"
              placeholder="none"
              value={props.form.parent}
              onInput={(event) => props.setForm('parent', event.currentTarget.value)}
            />
            <DatasetOptions id="parents" />
          </>
        )}
      </Field>
      <Show when={props.form.parent}>
        <label class="field-wide field-hint">
          <input
            type="checkbox"
            checked={props.form.fromParent === '1'}
            onChange={(event) => {
              const isTaken = event.currentTarget.checked;
              props.setForm({
                fromParent: isTaken ? '1' : '',
                limit: isTaken ? String(LIMIT.max) : DEFAULT_DATASET_FORM.limit,
              });
            }}
          />{' '}
          Choose among its rows, not among all traces
        </label>
      </Show>
    </fieldset>
  );
}
