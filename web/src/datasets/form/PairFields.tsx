import { Field } from '../../ui/Field.tsx';
import type { DatasetFormProps } from './formProps.ts';

/** What makes two traces of one question a pair. */
export function PairFields(props: DatasetFormProps) {
  return (
    <>
      <Field
        label="By the scores of"
        hint="A criteria, such as preference or answer; the newest score counts"
        error={props.problems.criteria}
      >
        {(control) => (
          <input
            {...control}
            placeholder="preference"
            autocomplete="off"
            spellcheck={false}
            value={props.form.criteria}
            onInput={(event) => props.setForm('criteria', event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label="Least margin"
        hint="How far the chosen one scores above the rejected one"
        error={props.problems.margin}
      >
        {(control) => (
          <input
            {...control}
            inputmode="decimal"
            value={props.form.margin}
            onInput={(event) => props.setForm('margin', event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="Of each question">
        {(control) => (
          <select
            {...control}
            value={props.form.choice}
            onChange={(event) => props.setForm('choice', event.currentTarget.value)}
          >
            <option value="BEST_WORST">the best against the worst</option>
            <option value="ALL">all pairs</option>
          </select>
        )}
      </Field>
    </>
  );
}
