import { Index, Show } from 'solid-js';
import { Field } from '../ui/Field.tsx';
import type { JudgeFormProps } from './JudgeFields.tsx';
import { type CriterionForm, NEW_CRITERION } from './judgeForm.ts';
import css from './RubricFields.module.css';

/** What is judged: a part for each criteria. */
export function RubricFields(props: JudgeFormProps) {
  const add = () => props.setForm('rubric', (list) => [...list, { ...NEW_CRITERION }]);
  const remove = (index: number) =>
    props.setForm('rubric', (list) => list.filter((_, each) => each !== index));
  return (
    <fieldset class={css['rubric']}>
      <legend>What is judged</legend>
      <Index each={props.form.rubric}>
        {(criterion, index) => (
          <Criterion
            criterion={criterion()}
            number={index + 1}
            problem={props.problems[`rubric.${index}`]}
            change={(name, value) => props.setForm('rubric', index, name, value)}
            remove={props.form.rubric.length > 1 ? () => remove(index) : undefined}
          />
        )}
      </Index>
      <button type="button" onClick={add}>
        Add a criteria
      </button>
    </fieldset>
  );
}

function Criterion(props: {
  criterion: CriterionForm;
  number: number;
  problem: string | undefined;
  change: <Name extends keyof CriterionForm>(name: Name, value: CriterionForm[Name]) => void;
  remove: (() => void) | undefined;
}) {
  const text = (name: 'criteria' | 'description' | 'min' | 'max') => ({
    value: props.criterion[name],
    autocomplete: 'off' as const,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) =>
      props.change(name, event.currentTarget.value),
  });
  return (
    <fieldset class={`field-group ${css['criterion']}`}>
      <legend class="visually-hidden">Criteria {props.number}</legend>
      <Field label="Criteria" hint="What its scores are found by" error={props.problem}>
        {(control) => <input {...control} {...text('criteria')} spellcheck={false} />}
      </Field>
      <Field label="What it means">
        {(control) => <input {...control} {...text('description')} />}
      </Field>
      <Field label="Verdicts">
        {(control) => (
          <select
            {...control}
            value={props.criterion.kind}
            onChange={(event) =>
              props.change('kind', event.currentTarget.value === 'labels' ? 'labels' : 'scale')
            }
          >
            <option value="scale">Numbers of a scale</option>
            <option value="labels">Labels</option>
          </select>
        )}
      </Field>
      <Show
        when={props.criterion.kind === 'labels'}
        fallback={
          <div class={css['criterion-scale']}>
            <Field label="From">
              {(control) => <input {...control} {...text('min')} inputmode="decimal" />}
            </Field>
            <Field label="To">
              {(control) => <input {...control} {...text('max')} inputmode="decimal" />}
            </Field>
          </div>
        }
      >
        <Field label="Labels" hint="A line for each: word = number">
          {(control) => (
            <textarea
              {...control}
              rows={3}
              spellcheck={false}
              value={props.criterion.labels}
              onInput={(event) => props.change('labels', event.currentTarget.value)}
            />
          )}
        </Field>
      </Show>
      <Show when={props.remove}>
        {(remove) => (
          <button type="button" class={css['criterion-remove']} onClick={() => remove()()}>
            Remove criteria {props.number}
          </button>
        )}
      </Show>
    </fieldset>
  );
}
