import { Show } from 'solid-js';
import { createAnswer } from '../graphql/createAnswer.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ManifestForm } from './form.ts';
import css from './Steps.module.css';
import { stepsText } from './steps.ts';

const RowsToTrainOnDocument = graphql(`
  query RowsToTrainOn($key: String!) {
    dataset(key: $key) {
      id
      traceCount
    }
  }
`);

/** How many steps the form makes of its dataset, as it is written. */
export function Steps(props: { form: ManifestForm; isReady: boolean }) {
  const answer = createAnswer(RowsToTrainOnDocument, () => {
    const key = props.form['dataset'];
    return key ? { key } : undefined;
  });
  const count = () => answer.current()?.dataset?.traceCount;
  return (
    <Show when={props.isReady ? count() : undefined}>
      {(found) => (
        <p class={css['manifest-steps']} data-testid="steps" aria-live="polite">
          {stepsText(props.form, found())} Rows over max_seq_length are dropped before: the dry run
          counts them.
        </p>
      )}
    </Show>
  );
}
