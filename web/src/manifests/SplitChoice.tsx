import { createQuery } from '@urql/solid';
import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import { debounced } from '../ui/debounced.ts';
import { Field } from '../ui/Field.tsx';
import type { ManifestFormProps } from './manifestFormProps.ts';

const SplitOptionsDocument = graphql(`
  query SplitOptions($key: String!) {
    dataset(key: $key) {
      id
      splits {
        position
        name
        traceCount
      }
    }
  }
`);

const WAIT = 400;

/** The sides of the dataset to train and to evaluate on, where it has any. */
export function SplitChoice(props: ManifestFormProps) {
  const key = debounced(() => props.form['dataset'] ?? '', WAIT);
  const [options] = createQuery({
    query: SplitOptionsDocument,
    variables: () => ({ key: key() }),
    pause: () => key() === '',
  });
  const splits = () => options.data?.dataset?.splits ?? [];
  const choice = (name: 'split' | 'evaluationSplit', label: string, none: string) => (
    <Field label={label} error={props.problems[name]}>
      {(control) => (
        <select
          {...control}
          value={props.form[name] ?? ''}
          onChange={(event) => props.setForm(name, event.currentTarget.value)}
        >
          <option value="">{none}</option>
          <For each={splits()}>
            {(split) => (
              <option value={split.name} selected={split.name === props.form[name]}>
                {split.name} ({split.traceCount})
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
  return (
    <Show when={splits().length > 0}>
      {choice('split', 'Train on the side', 'train')}
      {choice('evaluationSplit', 'Evaluate on the side', 'none, or rows held out')}
    </Show>
  );
}
