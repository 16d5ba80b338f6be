import { Show } from 'solid-js';
import { MOST, TINY_MODEL } from '../../../server/manifests/fields.ts';
import { DatasetOptions } from '../datasets/DatasetOptions.tsx';
import { showToast } from '../shell/toasts/toasts.ts';
import { Field } from '../ui/Field.tsx';
import { TINY_VALUES } from './form.ts';
import { ModelOptions } from './ModelOptions.tsx';
import type { ManifestFormProps } from './manifestFormProps.ts';
import { SplitChoice } from './SplitChoice.tsx';
import css from './SubjectFields.module.css';

/** What is trained, on what, and where the result goes. */
export function SubjectFields(props: ManifestFormProps) {
  const isTiny = () => props.form['model'] === TINY_MODEL;
  const isFitted = () =>
    Object.entries(TINY_VALUES).every(
      ([name, value]) => Number(props.form[name]) === Number(value) || props.form[name] === value,
    );
  const fit = () => {
    const before = Object.fromEntries(
      Object.keys(TINY_VALUES).map((name) => [name, props.form[name] ?? '']),
    );
    props.setForm({ ...TINY_VALUES });
    showToast(`The form has values that fit ${TINY_MODEL}.`, {
      name: 'Undo',
      run: () => props.setForm(before),
    });
  };
  const text = (name: string) => ({
    value: props.form[name] ?? '',
    autocomplete: 'off' as const,
    spellcheck: false,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) =>
      props.setForm(name, event.currentTarget.value),
  });
  return (
    <fieldset class="field-group">
      <legend>What to train</legend>
      <Field label="Dataset" error={props.problems['dataset']}>
        {(control) => (
          <>
            <input {...control} {...text('dataset')} list="datasets" placeholder="name-version" />
            <DatasetOptions id="datasets" />
          </>
        )}
      </Field>
      <SplitChoice {...props} />
      <Show
        when={props.form['fromModel']}
        fallback={
          <Field
            label="Model"
            hint="One of the list, or any other id"
            error={props.problems['model']}
          >
            {(control) => (
              <>
                <input
                  {...control}
                  {...text('model')}
                  list="models"
                  placeholder="google/gemma-3-270m-it"
                />
                <ModelOptions id="models" />
              </>
            )}
          </Field>
        }
      >
        {(reference) => (
          <Field
            label="Model"
            hint={`${props.form['model'] || 'A model'} with the weights of ${reference()}, which is loaded as it was trained`}
            error={props.problems['model']}
          >
            {(control) => (
              <>
                <input {...control} value={reference()} readonly />
                <button
                  type="button"
                  data-look="link"
                  onClick={() => props.setForm('fromModel', '')}
                >
                  Start from its base instead
                </button>
              </>
            )}
          </Field>
        )}
      </Show>
      <Field
        label="Output folder"
        hint={`In the run's folder; at most ${MOST.outputDir} characters`}
        error={props.problems['outputDir']}
      >
        {(control) => <input {...control} {...text('outputDir')} />}
      </Field>
      <Field
        label="Stop after, in seconds"
        hint="Of a run started here; empty: as long as it needs"
        error={props.problems['timeout']}
      >
        {(control) => (
          <input {...control} {...text('timeout')} inputmode="numeric" placeholder="no limit" />
        )}
      </Field>
      <Show when={!props.form['model'] && !props.form['fromModel']}>
        <p class={`field-wide ${css['manifest-suggestion']}`}>
          Nothing to download, and a curve in under a minute on a laptop:
          <button type="button" onClick={() => props.setForm('model', TINY_MODEL)}>
            Use {TINY_MODEL}
          </button>
        </p>
      </Show>
      <Show when={isTiny() && !props.form['fromModel'] && !isFitted()}>
        <p class={`field-wide ${css['manifest-suggestion']}`}>
          This model starts from random weights and wants other values than a real one.
          <button type="button" onClick={fit}>
            Use fitting values
          </button>
        </p>
      </Show>
    </fieldset>
  );
}
