import { Show } from 'solid-js';
import { Field } from '../../ui/Field.tsx';
import { Suggestions } from '../../ui/Suggestions.tsx';
import { kindOf } from './definition.ts';
import type { DatasetFormProps } from './formProps.ts';
import { MetaPathOptions } from './MetaPathOptions.tsx';

/** Which rows are left out since they repeat others, and on which sides rows are put. */
export function SplitFields(props: DatasetFormProps) {
  const isOfTraces = () => kindOf(props.form) === 'TRACES';
  return (
    <fieldset class="field-group">
      <legend>Repetitions and sides</legend>
      <Show when={isOfTraces()}>
        <Field label="Leave out" hint="Of rows alike the first stays; the preview lists the others">
          {(control) => (
            <select
              {...control}
              value={props.form.repetitions}
              onChange={(event) => props.setForm('repetitions', event.currentTarget.value)}
            >
              <option value="">no repetition</option>
              <option value="exact">rows of the same text</option>
              <option value="near">those and near duplicates</option>
            </select>
          )}
        </Field>
        <Show when={props.form.repetitions === 'near'}>
          <Field
            label="Alike from"
            hint="The share of runs of five words that both have, 0.5 to 1"
            error={props.problems.threshold}
          >
            {(control) => (
              <input
                {...control}
                inputmode="decimal"
                value={props.form.threshold}
                onInput={(event) => props.setForm('threshold', event.currentTarget.value)}
              />
            )}
          </Field>
        </Show>
      </Show>
      <Field
        label="Sides"
        hint="To train on, to evaluate on; no question is on two. Empty: none"
        error={props.problems.split}
      >
        {(control) => (
          <>
            <input
              {...control}
              list="splits"
              placeholder="train=0.9,test=0.1"
              autocomplete="off"
              spellcheck={false}
              value={props.form.split}
              onInput={(event) => props.setForm('split', event.currentTarget.value)}
            />
            <Suggestions id="splits" of={USUAL_SPLITS} />
          </>
        )}
      </Field>
      <Show when={props.form.split.trim()}>
        <Field
          label="Seed of the sides"
          hint="With the same seed a row is on the same side in every dataset"
          error={props.problems.splitSeed}
        >
          {(control) => (
            <input
              {...control}
              inputmode="numeric"
              value={props.form.splitSeed}
              onInput={(event) => props.setForm('splitSeed', event.currentTarget.value)}
            />
          )}
        </Field>
        <Show when={isOfTraces()}>
          <Field
            label="Keep together rows of one"
            hint="A path into meta; without it, rows that ask the same"
            error={props.problems.groupBy}
          >
            {(control) => (
              <>
                <input
                  {...control}
                  list="groups"
                  placeholder="question"
                  value={props.form.groupBy}
                  onInput={(event) => props.setForm('groupBy', event.currentTarget.value)}
                />
                <MetaPathOptions id="groups" />
              </>
            )}
          </Field>
        </Show>
      </Show>
    </fieldset>
  );
}

const USUAL_SPLITS: [string, string][] = [
  ['train=0.9,test=0.1', 'nine of ten to train on'],
  ['train=0.8,validation=0.1,test=0.1', 'three sides'],
];
