import { createSignal, Show } from 'solid-js';
import { createAnswer } from '../../graphql/createAnswer.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { numberIn, previewInputOf } from './definition.ts';
import type { DatasetFormProps } from './formProps.ts';
import { Repetitions } from './Repetitions.tsx';

const PreviewDuplicatesDocument = graphql(`
  query PreviewDuplicates($input: BuildDatasetInput!, $nearThreshold: Float) {
    previewDataset(input: $input) {
      __typename
      ... on DatasetPreview {
        duplicates(nearThreshold: $nearThreshold) {
          ...Duplicates
        }
      }
    }
  }
`);

/** Looks for repetitions in what would stay, when asked to: it reads every row. */
export function LookForRepetitions(props: DatasetFormProps) {
  const [isAsked, setAsked] = createSignal(false);
  const isSound = () => Object.keys(props.problems).length === 0;
  const answer = createAnswer(PreviewDuplicatesDocument, () =>
    isAsked() && isSound()
      ? { input: previewInputOf(props.form), nearThreshold: numberIn(props.form.threshold) ?? null }
      : undefined,
  );
  const found = () => {
    const preview = answer.current()?.previewDataset;
    return preview?.__typename === 'DatasetPreview' ? preview.duplicates : undefined;
  };
  return (
    <Show
      when={isAsked()}
      fallback={
        <button type="button" onClick={() => setAsked(true)}>
          Look for repetitions
        </button>
      }
    >
      <Problem failure={answer.failure()} retry={answer.retry} />
      <Show
        when={found()}
        fallback={
          <p class="faint" role="status">
            Looking for repetitions…
          </p>
        }
      >
        {(duplicates) => <Repetitions duplicates={duplicates()} text="would stay" />}
      </Show>
    </Show>
  );
}
