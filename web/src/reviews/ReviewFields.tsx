import { For, type JSX, Show } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import { Field } from '../ui/Field.tsx';
import { kindOf, type ReviewForm } from './form.ts';
import '../ui/Field.css';

type Props = {
  form: ReviewForm;
  setForm: SetStoreFunction<ReviewForm>;
  problems: Partial<Record<keyof ReviewForm, string>>;
};

const KINDS = {
  TRACE: 'Whole traces',
  STEP: 'Steps, one after the other',
  PAIR: 'Pairs of equal prompts, side by side',
};
const SCALES = { labels: 'Labels', range: 'Numbers' };
const ORDERS = { RANDOM: 'Random, repeatable', NEWEST: 'Newest first', OLDEST: 'Oldest first' };

/** What is judged, by what, and in which order. */
export function ReviewFields(props: Props) {
  const isOfPairs = () => kindOf(props.form) === 'PAIR';
  return (
    <>
      <fieldset class="field-group">
        <legend>What is judged</legend>
        <Text {...props} name="name" label="Name of the review" />
        <Text
          {...props}
          name="criteria"
          label="Criteria"
          hint="What the verdicts are scores of, such as clarity"
        />
        <Select {...props} name="kind" label="Of" options={KINDS} />
      </fieldset>
      <Show
        when={!isOfPairs()}
        fallback={
          <p class="faint">
            The better one of a pair gets 1, the other 0, and each a half for a tie. Which one is on
            the left is drawn for each reviewer.
          </p>
        }
      >
        <fieldset class="field-group">
          <legend>What can be said</legend>
          <Select {...props} name="scale" label="Scale" options={SCALES} />
          <Show
            when={props.form.scale === 'labels'}
            fallback={
              <>
                <Text {...props} name="least" label="From" isNumber />
                <Text
                  {...props}
                  name="most"
                  label="To"
                  hint="Up to nine numbers have a digit each; of more, one is written"
                  isNumber
                />
              </>
            }
          >
            <Field
              label="Labels"
              hint="One a line with its score, as good = 1. The first is chosen by 1."
              error={props.problems.labels}
            >
              {(control) => (
                <textarea
                  {...control}
                  rows={4}
                  value={props.form.labels}
                  onInput={(event) => props.setForm('labels', event.currentTarget.value)}
                />
              )}
            </Field>
          </Show>
        </fieldset>
      </Show>
      <fieldset class="field-group">
        <legend>How many, and in which order</legend>
        <Text {...props} name="limit" label="At most" hint="1 to 10,000 items" isNumber />
        <Select {...props} name="orderBy" label="Order" options={ORDERS} />
        <Show when={props.form.orderBy === 'RANDOM'}>
          <Text {...props} name="seed" label="Seed" hint="The same gives the same order" isNumber />
        </Show>
      </fieldset>
    </>
  );
}

type TextName = 'name' | 'criteria' | 'least' | 'most' | 'limit' | 'seed';

function Text(
  props: Props & { name: TextName; label: string; hint?: JSX.Element; isNumber?: true },
) {
  return (
    <Field label={props.label} hint={props.hint} error={props.problems[props.name]}>
      {(control) => (
        <input
          {...control}
          autocomplete="off"
          inputmode={props.isNumber ? 'numeric' : undefined}
          value={props.form[props.name]}
          onInput={(event) => props.setForm(props.name, event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Select(
  props: Props & {
    name: 'kind' | 'scale' | 'orderBy';
    label: string;
    options: Record<string, string>;
  },
) {
  return (
    <Field label={props.label}>
      {(control) => (
        <select
          {...control}
          onChange={(event) => props.setForm(props.name, event.currentTarget.value)}
        >
          <For each={Object.entries(props.options)}>
            {([value, label]) => (
              <option value={value} selected={props.form[props.name] === value}>
                {label}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}
