import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { Field } from '../ui/Field.tsx';
import { rangeText } from './rangeProblem.ts';
import { GROUPS, type Group, TRAINING_FIELDS, type TrainingField, usualRate } from './ranges.ts';
import type { FormProps } from './SubjectFields.tsx';

/** All values of a training run; what few people change is folded away. */
export function TrainingFields(props: FormProps) {
  const [basics, ...more] = GROUPS;
  return (
    <>
      <fieldset class="field-group">
        <legend>How to train it</legend>
        <Values {...props} group={basics} />
      </fieldset>
      <div class="manifest-groups">
        <For each={more}>{(group) => <Folded {...props} group={group} />}</For>
      </div>
    </>
  );
}

type GroupProps = FormProps & { group: Group };

function Folded(props: GroupProps) {
  const names = () => fieldsOf(props.group).map(({ name }) => name);
  const isLora = () => props.group === 'LoRA';
  const choose = (hasAdapters: boolean) => {
    const isUsual = Number(props.form['learningRate']) === Number(usualRate(!hasAdapters));
    props.setForm({
      lora: hasAdapters ? 'on' : '',
      ...(isUsual ? { learningRate: usualRate(hasAdapters) } : {}),
    });
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
          <label class="field-wide manifest-lora">
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
            <Switch>
              <Match when={field.kind === 'choice' && field}>
                {(choice) => (
                  <select
                    {...control}
                    value={props.form[field.name] ?? ''}
                    onChange={(event) => props.setForm(field.name, event.currentTarget.value)}
                  >
                    <For each={choice().choices}>
                      {([value, label]) => (
                        <option value={value} selected={value === props.form[field.name]}>
                          {label}
                        </option>
                      )}
                    </For>
                  </select>
                )}
              </Match>
              <Match when={field.kind !== 'choice'}>
                <input
                  {...control}
                  inputmode={field.kind === 'integer' ? 'numeric' : undefined}
                  autocomplete="off"
                  spellcheck={false}
                  placeholder={placeholderOf(field)}
                  value={props.form[field.name] ?? ''}
                  onInput={(event) => props.setForm(field.name, event.currentTarget.value)}
                />
              </Match>
            </Switch>
          )}
        </Field>
      )}
    </For>
  );
}

function fieldsOf(group: Group): TrainingField[] {
  return TRAINING_FIELDS.filter((field) => field.group === group);
}

function hintOf(field: TrainingField): string {
  const range = rangeText(field);
  const initial = field.kind !== 'choice' && field.initial ? `, default ${field.initial}` : '';
  return range ? `${field.help} · ${range}${initial}` : field.help;
}

function placeholderOf(field: TrainingField): string {
  if (field.kind === 'text') return field.placeholder;
  return field.initial || 'none';
}
