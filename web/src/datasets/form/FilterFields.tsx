import { CriteriaOptions } from '../../traces/filter/CriteriaOptions.tsx';
import { Field } from '../../ui/Field.tsx';
import { FacetOptions } from './FacetOptions.tsx';
import css from './FilterFields.module.css';
import type { DatasetFormProps } from './formProps.ts';
import { MetaFields } from './MetaFields.tsx';

/** Which traces are candidates. */
export function FilterFields(props: DatasetFormProps) {
  return (
    <fieldset class="field-group">
      <legend>Which traces</legend>
      <div class="field-wide">
        <Field label="Text" hint="In the prompt, a step or the answer; capitals don't matter">
          {(control) => (
            <input
              {...control}
              type="search"
              value={props.form.search}
              onInput={(event) => props.setForm('search', event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <Field label="Source" hint="meta.source is exactly this">
        {(control) => (
          <>
            <input
              {...control}
              list="sources"
              value={props.form.source}
              onInput={(event) => props.setForm('source', event.currentTarget.value)}
            />
            <FacetOptions id="sources" path="source" />
          </>
        )}
      </Field>
      <Field label="Scores by" hint="A criteria; the length score, baseline, without one">
        {(control) => (
          <>
            <input
              {...control}
              list="criteria"
              value={props.form.scoreBy}
              onInput={(event) => props.setForm('scoreBy', event.currentTarget.value)}
            />
            <CriteriaOptions id="criteria" />
          </>
        )}
      </Field>
      <Field label="Label" hint="The newest score has exactly this one">
        {(control) => (
          <input
            {...control}
            value={props.form.scoreLabel}
            onInput={(event) => props.setForm('scoreLabel', event.currentTarget.value)}
          />
        )}
      </Field>
      <Range
        {...props}
        label="Score"
        names={['scoreMin', 'scoreMax']}
        hint="The newest score by that criteria"
      />
      <Range {...props} label="Steps" names={['stepsMin', 'stepsMax']} />
      <Range
        {...props}
        label="Stored"
        names={['from', 'to']}
        type="date"
        hint="Both days are part of it"
      />
      <MetaFields {...props} />
    </fieldset>
  );
}

type RangeName = 'scoreMin' | 'scoreMax' | 'stepsMin' | 'stepsMax' | 'from' | 'to';

function Range(
  props: DatasetFormProps & {
    label: string;
    names: [RangeName, RangeName];
    type?: string;
    hint?: string;
  },
) {
  const end = (name: RangeName, label: string, hint?: string) => (
    <Field label={label} hint={hint} error={props.problems[name]}>
      {(control) => (
        <input
          {...control}
          type={props.type ?? 'text'}
          inputmode={props.type ? undefined : 'decimal'}
          value={props.form[name]}
          onInput={(event) => props.setForm(name, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  return (
    <div class={css['field-pair']} classList={{ 'field-wide': props.type === 'date' }}>
      {end(props.names[0], `${props.label} from`, props.hint)}
      {end(props.names[1], `${props.label} to`)}
    </div>
  );
}
