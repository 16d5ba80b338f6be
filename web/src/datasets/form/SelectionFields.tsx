import { For, Show } from 'solid-js';
import { Field } from '../../ui/Field.tsx';
import { kindOf, strategyOf } from './definition.ts';
import type { DatasetFormProps } from './formProps.ts';
import { MetaPathOptions } from './MetaPathOptions.tsx';
import { PairFields } from './PairFields.tsx';
import css from './SelectionFields.module.css';

const STRATEGIES = [
  { name: 'LATEST', label: 'Newest', help: 'The newest first' },
  {
    name: 'RANDOM',
    label: 'Random, repeatable',
    help: 'The same seed and traces give the same rows in the same order, on any machine',
  },
  {
    name: 'STRATIFIED',
    label: 'Keep proportions',
    help: 'Of a meta value, of labels, or of scores',
  },
] as const;

/** How many of the candidates, and which. */
export function SelectionFields(props: DatasetFormProps) {
  const strategy = () => strategyOf(props.form);
  const isPairs = () => kindOf(props.form) === 'PAIRS';
  return (
    <fieldset class="field-group">
      <legend>How many, and which of them</legend>
      <Field label="Rows are">
        {(control) => (
          <select
            {...control}
            value={props.form.kind}
            onChange={(event) => props.setForm('kind', event.currentTarget.value)}
          >
            <option value="TRACES">traces</option>
            <option value="PAIRS">pairs, chosen above rejected</option>
          </select>
        )}
      </Field>
      <Show when={isPairs()}>
        <PairFields {...props} />
      </Show>
      <div
        class={`${css['dataset-strategies']} field-wide`}
        role="radiogroup"
        aria-label="Strategy"
      >
        <For each={STRATEGIES.filter(({ name }) => !isPairs() || name !== 'STRATIFIED')}>
          {(option) => (
            <label>
              <input
                type="radio"
                name="strategy"
                value={option.name}
                checked={strategy() === option.name}
                onChange={() => props.setForm('strategy', option.name)}
              />
              {option.label}
              <small>{option.help}</small>
            </label>
          )}
        </For>
      </div>
      <Field
        label="At most"
        hint={`1 to 100,000 ${isPairs() ? 'pairs' : 'traces'}`}
        error={props.problems.limit}
      >
        {(control) => (
          <input
            {...control}
            inputmode="numeric"
            value={props.form.limit}
            onInput={(event) => props.setForm('limit', event.currentTarget.value)}
          />
        )}
      </Field>
      <Show when={strategy() !== 'LATEST'}>
        <Field label="Seed" hint="Any whole number" error={props.problems.seed}>
          {(control) => (
            <div class={css['dataset-seed']}>
              <input
                {...control}
                inputmode="numeric"
                value={props.form.seed}
                onInput={(event) => props.setForm('seed', event.currentTarget.value)}
              />
              <button
                type="button"
                onClick={() => props.setForm('seed', String(Math.floor(Math.random() * 1e6)))}
              >
                Another
              </button>
            </div>
          )}
        </Field>
      </Show>
      <Show when={strategy() === 'STRATIFIED'}>
        <Field
          label="Keep the proportions of"
          hint="A path into meta, or score: or label: and a criteria, such as label:answer"
          error={props.problems.stratifyBy}
        >
          {(control) => (
            <input
              {...control}
              list="strata"
              placeholder="task.kind"
              value={props.form.stratifyBy}
              onInput={(event) => props.setForm('stratifyBy', event.currentTarget.value)}
            />
          )}
        </Field>
        <MetaPathOptions id="strata" others={['score:baseline', 'label:answer']} />
      </Show>
    </fieldset>
  );
}
