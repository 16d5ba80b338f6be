import { createQuery } from '@urql/solid';
import { createEffect, For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import { Field } from '../ui/Field.tsx';
import { countText } from '../ui/format/number.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import css from './EvaluationForm.module.css';
import type { EvaluationFormProps } from './evaluationFormProps.ts';
import { stepsOf } from './form.ts';

const TrainingOptionsDocument = graphql(`
  query TrainingOptions {
    runs(first: 100, filter: { mode: LOCAL, kind: [SFT] }) {
      edges {
        node {
          id
          name
          status
          keptCheckpointCount
        }
      }
    }
  }
`);

const CheckpointOptionsDocument = graphql(`
  query CheckpointOptions($id: ID!) {
    run(id: $id) {
      id
      name
      datasetKey
      modelId
      checkpoints {
        id
        step
        isKept
      }
    }
  }
`);

/** What is asked: checkpoints of a training beside its base, or a model as it comes. */
export function SubjectChoice(props: EvaluationFormProps) {
  const [options] = createQuery({ query: TrainingOptionsDocument });
  const trainings = () =>
    (options.data?.runs.edges ?? [])
      .map(({ node }) => node)
      .filter((run) => run.keptCheckpointCount > 0 || run.id === props.form['run']);
  const [chosen] = createQuery({
    query: CheckpointOptionsDocument,
    variables: () => ({ id: props.form['run'] ?? '' }),
    pause: () => !props.form['run'],
  });
  const training = () => (props.form['run'] ? chosen.data?.run : undefined);
  const steps = () => [
    0,
    ...(training()?.checkpoints ?? [])
      .filter(({ isKept }) => isKept)
      .map(({ step }) => step)
      .sort((a, b) => a - b),
  ];
  const picked = () => {
    const given = stepsOf(props.form);
    return given.length > 0 || props.form['steps'] === 'none' ? given : steps();
  };
  const pick = (step: number, isPicked: boolean) => {
    const next = steps().filter((each) => (each === step ? isPicked : picked().includes(each)));
    props.setForm('steps', next.length === steps().length ? '' : next.join(',') || 'none');
  };
  createEffect(() =>
    props.tell({ stepCount: props.form['run'] ? picked().length : 1, run: training() }),
  );
  return (
    <fieldset class="field-group">
      <legend>What is asked</legend>
      <Show when={props.form['registered']}>
        {(reference) => (
          <p class="field-wide">
            The model <strong>{reference()}</strong>{' '}
            <button type="button" data-look="link" onClick={() => props.setForm('registered', '')}>
              Another
            </button>
          </p>
        )}
      </Show>
      <Show when={!props.form['registered']}>
        <Field label="Training" error={props.problems['run']} hint="Its checkpoints and its base">
          {(control) => (
            <select
              {...control}
              onChange={(event) =>
                props.setForm({ run: event.currentTarget.value, steps: '', dataset: '', split: '' })
              }
            >
              <option value="">None: a model as it comes</option>
              <For each={trainings()}>
                {(run) => (
                  <option value={run.id} selected={run.id === props.form['run']}>
                    {run.name} ({countText(run.keptCheckpointCount, 'checkpoint')})
                  </option>
                )}
              </For>
            </select>
          )}
        </Field>
        <Show
          when={props.form['run']}
          fallback={
            <Field label="Model" hint="A model id, as training has it" error={undefined}>
              {(control) => (
                <input
                  {...control}
                  autocomplete="off"
                  spellcheck={false}
                  placeholder="google/gemma-3-270m-it"
                  value={props.form['model'] ?? ''}
                  onInput={(event) => props.setForm('model', event.currentTarget.value)}
                />
              )}
            </Field>
          }
        >
          <fieldset class={css['steps']}>
            <legend>Checkpoints</legend>
            <For each={steps()}>
              {(step) => (
                <label>
                  <input
                    type="checkbox"
                    checked={picked().includes(step)}
                    onChange={(event) => pick(step, event.currentTarget.checked)}
                  />
                  {step === 0 ? 'base' : `@${step}`}
                </label>
              )}
            </For>
            <Show when={chosen.fetching && !training()}>
              <Skeleton width="16ch" />
            </Show>
            <Show when={props.problems['steps']}>
              {(problem) => <p class="field-error">{problem()}</p>}
            </Show>
          </fieldset>
        </Show>
      </Show>
    </fieldset>
  );
}
