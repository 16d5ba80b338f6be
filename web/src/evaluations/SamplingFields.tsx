import { For, Show } from 'solid-js';
import { rangeText } from '../../../server/manifests/describeField.ts';
import type { ManifestField } from '../../../server/manifests/fields.ts';
import { ValueControl } from '../manifests/ValueControl.tsx';
import { Field } from '../ui/Field.tsx';
import css from './EvaluationForm.module.css';
import type { EvaluationFormProps } from './evaluationFormProps.ts';
import { fieldsOf, PRESETS } from './form.ts';

const PRESET_WORDS = {
  greedy: 'Greedy: the likeliest answer, one of each question',
  sampled:
    'Four answers of each question at temperature 0.7: their mean, and what one of four solves',
};

/** How questions are asked, and how answers are read. */
export function SamplingFields(props: EvaluationFormProps) {
  const isPreset = (name: keyof typeof PRESETS) =>
    Object.entries(PRESETS[name]).every(([field, value]) => props.form[field] === value);
  return (
    <>
      <fieldset class="field-group">
        <legend>How they are asked</legend>
        <div class={`field-wide ${css['presets']}`}>
          <For each={Object.keys(PRESETS) as (keyof typeof PRESETS)[]}>
            {(name) => (
              <label>
                <input
                  type="radio"
                  name="preset"
                  checked={isPreset(name)}
                  onChange={() => props.setForm({ ...PRESETS[name] })}
                />
                {PRESET_WORDS[name]}
              </label>
            )}
          </For>
        </div>
        <Values
          {...props}
          fields={fieldsOf('Sampling').filter(({ name }) => name === 'maxNewTokens')}
        />
      </fieldset>
      <details>
        <summary>More: sampling, verifier</summary>
        <div class="field-group">
          <Values
            {...props}
            fields={[...fieldsOf('Sampling'), ...fieldsOf('Verifier')].filter(
              ({ name }) => name !== 'maxNewTokens',
            )}
          />
        </div>
      </details>
    </>
  );
}

function Values(props: EvaluationFormProps & { fields: ManifestField[] }) {
  return (
    <For each={props.fields}>
      {(field) => (
        <Field label={field.label} hint={hintOf(field)} error={props.problems[field.name]}>
          {(control) => (
            <Show
              when={field.name === 'suffix'}
              fallback={
                <ValueControl
                  control={control}
                  field={field}
                  value={props.form[field.name] ?? ''}
                  change={(value) => props.setForm(field.name, value)}
                />
              }
            >
              <textarea
                {...control}
                rows={2}
                value={props.form[field.name] ?? ''}
                onInput={(event) => props.setForm(field.name, event.currentTarget.value)}
              />
            </Show>
          )}
        </Field>
      )}
    </For>
  );
}

function hintOf(field: ManifestField): string {
  const range = field.kind === 'text' ? '' : rangeText(field);
  return range ? `${field.hint} · ${range}` : field.hint;
}
