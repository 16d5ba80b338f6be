import { createQuery } from '@urql/solid';
import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import { Alert } from '../ui/Alert.tsx';
import { debounced } from '../ui/debounced.ts';
import { Field } from '../ui/Field.tsx';
import { numberText } from '../ui/format/number.ts';
import type { EvaluationFormProps } from './evaluationFormProps.ts';

const QuestionOptionsDocument = graphql(`
  query QuestionOptions($key: String!) {
    datasets(first: 100) {
      edges {
        node {
          id
          key
          traceCount
        }
      }
    }
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

const WAIT = 300;

/** The dataset whose questions are asked, and the side of it. */
export function QuestionChoice(props: EvaluationFormProps & { trainedOn: string | undefined }) {
  const key = debounced(() => props.form['dataset'] ?? '', WAIT);
  const [options] = createQuery({
    query: QuestionOptionsDocument,
    variables: () => ({ key: key() }),
  });
  const splits = () => options.data?.dataset?.splits ?? [];
  const isTrainedOn = () =>
    props.trainedOn !== undefined && props.trainedOn === props.form['dataset'];
  return (
    <fieldset class="field-group">
      <legend>Which questions</legend>
      <Field
        label="Dataset"
        error={props.problems['dataset']}
        hint="Its rows with an expected answer"
      >
        {(control) => (
          <select
            {...control}
            onChange={(event) => props.setForm({ dataset: event.currentTarget.value, split: '' })}
          >
            <option value="">Choose…</option>
            <For each={options.data?.datasets.edges}>
              {({ node }) => (
                <option value={node.key} selected={node.key === props.form['dataset']}>
                  {node.key} ({numberText(node.traceCount)} traces)
                </option>
              )}
            </For>
          </select>
        )}
      </Field>
      <Alert
        text={
          isTrainedOn() && !props.form['split']
            ? 'It was trained on this dataset: what it does here says little about other questions. Choose another, or a side that it was not trained on.'
            : undefined
        }
      />
      <Show when={splits().length > 0}>
        <Field label="Side" error={props.problems['split']}>
          {(control) => (
            <select
              {...control}
              onChange={(event) => props.setForm('split', event.currentTarget.value)}
            >
              <option value="">All of it</option>
              <For each={splits()}>
                {(split) => (
                  <option value={split.name} selected={split.name === props.form['split']}>
                    {split.name} ({numberText(split.traceCount)})
                  </option>
                )}
              </For>
            </select>
          )}
        </Field>
      </Show>
    </fieldset>
  );
}
