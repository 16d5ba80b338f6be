import { createQuery } from '@urql/solid';
import { createEffect, For, type JSX, Show } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { Field } from '../ui/Field.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { PlaygroundForm } from './form.ts';

const AskableDocument = graphql(`
  query Askable {
    models(first: 100) {
      edges {
        node {
          id
          name
          versions {
            id
            reference
            aliases
          }
        }
      }
    }
    runs(first: 100, filter: { mode: LOCAL, kind: [SFT] }) {
      edges {
        node {
          id
          name
          keptCheckpointCount
        }
      }
    }
  }
`);

const AskedRunDocument = graphql(`
  query AskedRun($id: ID!) {
    run(id: $id) {
      id
      name
      checkpoints {
        id
        step
        isKept
      }
    }
  }
`);

/** Who is asked: a registered model, or a checkpoint of a training. */
export function SubjectChoice(props: {
  form: PlaygroundForm;
  setForm: SetStoreFunction<PlaygroundForm>;
  /** What is said where there is nobody. */
  nobody: JSX.Element;
}) {
  const askable = createFreshQuery({ query: AskableDocument });
  const references = () =>
    (askable.data()?.models.edges ?? []).flatMap(({ node }) =>
      node.versions.map(({ reference, aliases }) => ({
        reference,
        name: [reference, ...aliases].join(', '),
      })),
    );
  const trainings = () =>
    (askable.data()?.runs.edges ?? [])
      .map(({ node }) => node)
      .filter((run) => run.keptCheckpointCount > 0 || run.id === props.form['run']);
  const [asked] = createQuery({
    query: AskedRunDocument,
    variables: () => ({ id: props.form['run'] ?? '' }),
    pause: () => !props.form['run'],
  });
  const steps = () => {
    const run = asked.data?.run;
    if (!run || run.id !== props.form['run']) return [];
    return run.checkpoints
      .filter(({ isKept }) => isKept)
      .map(({ step }) => step)
      .sort((a, b) => b - a);
  };
  const isNamed = () => Boolean(props.form['model'] || props.form['run']);
  // What one thinks of first: what was kept last, or else trained last.
  createEffect(() => {
    if (isNamed()) return;
    const [model] = references();
    const [run] = trainings();
    if (model) props.setForm('model', model.reference);
    else if (run) props.setForm('run', run.id);
  });
  createEffect(() => {
    const [last] = steps();
    if (last !== undefined && !props.form['step']) props.setForm('step', `${last}`);
  });
  const choose = (text: string) => {
    const [kind, id = ''] = text.split(' ');
    props.setForm({ run: '', step: '', model: '', [kind ?? '']: id });
  };
  const isModel = (reference: string) => reference === props.form['model'];
  return (
    <Show
      when={isNamed()}
      fallback={
        <Loaded query={askable} skeleton={<Skeleton width="30ch" />}>
          {() => props.nobody}
        </Loaded>
      }
    >
      <Field label="Model" hint="One that was kept, or a training" error={undefined}>
        {(control) => (
          <select {...control} onChange={(event) => choose(event.currentTarget.value)}>
            <Show
              when={props.form['model'] && !references().some((each) => isModel(each.reference))}
            >
              <option value={`model ${props.form['model']}`} selected>
                {props.form['model']}
              </option>
            </Show>
            <Show when={references().length > 0}>
              <optgroup label="Models">
                <For each={references()}>
                  {(each) => (
                    <option value={`model ${each.reference}`} selected={isModel(each.reference)}>
                      {each.name}
                    </option>
                  )}
                </For>
              </optgroup>
            </Show>
            <Show when={trainings().length > 0}>
              <optgroup label="Trainings">
                <For each={trainings()}>
                  {(run) => (
                    <option value={`run ${run.id}`} selected={run.id === props.form['run']}>
                      {run.name}
                    </option>
                  )}
                </For>
              </optgroup>
            </Show>
            <Show
              when={props.form['run'] && !trainings().some(({ id }) => id === props.form['run'])}
            >
              <option value={`run ${props.form['run']}`} selected>
                {asked.data?.run?.name ?? props.form['run']}
              </option>
            </Show>
          </select>
        )}
      </Field>
      <Show when={props.form['run']}>
        <Field label="Checkpoint" hint="0 is its base" error={undefined}>
          {(control) => (
            <select
              {...control}
              onChange={(event) => props.setForm('step', event.currentTarget.value)}
            >
              <For each={[...steps(), 0].map(String)}>
                {(step) => (
                  <option value={step} selected={step === props.form['step']}>
                    {step === '0' ? '0, the base' : step}
                  </option>
                )}
              </For>
              <Show
                when={
                  props.form['step'] &&
                  ![...steps(), 0].map(String).includes(props.form['step'] ?? '')
                }
              >
                <option value={props.form['step']} selected>
                  {props.form['step']}
                </option>
              </Show>
            </select>
          )}
        </Field>
      </Show>
    </Show>
  );
}
