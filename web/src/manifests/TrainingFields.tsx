import { createMemo, For, Show } from 'solid-js';
import { chooseDefault } from '../../../server/manifests/chooseDefault.ts';
import { rangeText } from '../../../server/manifests/describeField.ts';
import { GROUPS, type Group } from '../../../server/manifests/fields.ts';
import { Field } from '../ui/Field.tsx';
import { FORM_FIELDS, type FormField, inputText } from './formFields.ts';
import type { ManifestFormProps } from './manifestFormProps.ts';
import css from './TrainingFields.module.css';
import { ValueControl } from './ValueControl.tsx';

/** All values of a training run; what few people change is folded away. */
export function TrainingFields(props: ManifestFormProps) {
  const [basics, ...more] = GROUPS;
  return (
    <>
      <fieldset class="field-group">
        <legend>How to train it</legend>
        <Values {...props} group={basics} />
      </fieldset>
      <div class={css['manifest-groups']}>
        <For each={more}>{(group) => <Folded {...props} group={group} />}</For>
      </div>
    </>
  );
}

type GroupProps = ManifestFormProps & { group: Group };

function Folded(props: GroupProps) {
  const names = () => fieldsOf(props.group).map(({ name }) => name);
  const isLora = () => props.group === 'LoRA';
  const choose = (hasAdapters: boolean) => {
    const usual = (field: FormField, hasLora: boolean) =>
      inputText(field, chooseDefault(field, { modelId: props.form['model'] ?? '', hasLora }));
    const followers = FORM_FIELDS.filter(
      (field) =>
        'defaultWithLora' in field &&
        Number(props.form[field.name]) === Number(usual(field, !hasAdapters)),
    );
    const followed = followers.map((field) => [field.name, usual(field, hasAdapters)]);
    props.setForm({ lora: hasAdapters ? 'on' : '', ...Object.fromEntries(followed) });
  };
  const changed = () =>
    fieldsOf(props.group).filter(({ name, initial }) => props.form[name] !== initial).length;
  const hasProblem = () => names().some((name) => props.problems[name]);
  const note = () => {
    if (isLora()) return props.form['lora'] ? 'adapters only' : 'off: all weights are trained';
    return changed() === 0 ? 'defaults' : `${changed()} changed`;
  };
  // It never folds away what someone is working in.
  const isOpen = createMemo<boolean>(
    (last) => last || changed() > 0 || Boolean(isLora() && props.form['lora']) || hasProblem(),
    false,
  );
  return (
    <details open={isOpen()}>
      <summary>
        {props.group} <span>{note()}</span>
      </summary>
      <div class="field-group">
        <Show when={isLora()}>
          <label class={`field-wide ${css['manifest-lora']}`}>
            <input
              type="checkbox"
              checked={Boolean(props.form['lora'])}
              onChange={(event) => choose(event.currentTarget.checked)}
            />
            Train low-rank adapters instead of all weights
          </label>
        </Show>
        <Show when={!isLora() || props.form['lora']}>
          <Values {...props} />
        </Show>
      </div>
    </details>
  );
}

function Values(props: GroupProps) {
  return (
    <For each={fieldsOf(props.group)}>
      {(field) => (
        <Field label={field.label} hint={hintOf(field)} error={props.problems[field.name]}>
          {(control) => (
            <ValueControl
              control={control}
              field={field}
              value={props.form[field.name] ?? ''}
              placeholder={placeholderOf(field)}
              change={(value) => props.setForm(field.name, value)}
            />
          )}
        </Field>
      )}
    </For>
  );
}

function fieldsOf(group: Group): FormField[] {
  return FORM_FIELDS.filter((field) => field.group === group);
}

function hintOf(field: FormField): string {
  const range = rangeText(field);
  const initial = range && field.initial ? `, default ${field.initial}` : '';
  return range ? `${field.hint} · ${range}${initial}` : field.hint;
}

function placeholderOf(field: FormField): string {
  if (field.kind === 'text') return field.unset;
  return field.initial || 'none';
}
