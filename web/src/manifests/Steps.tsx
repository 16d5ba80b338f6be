import { createQuery } from '@urql/solid';
import { Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import { debounced } from '../ui/debounced.ts';
import type { ManifestForm } from './form.ts';
import { stepsText } from './steps.ts';

const RowsToTrainOnDocument = graphql(`
  query RowsToTrainOn($key: String!) {
    dataset(key: $key) {
      id
      traceCount
    }
  }
`);

const WAIT = 200;

/** How many steps the form makes of its dataset, as it is written. */
export function Steps(props: { form: ManifestForm; isReady: boolean }) {
  const key = debounced(() => props.form['dataset'] ?? '', WAIT);
  const [rows] = createQuery({
    query: RowsToTrainOnDocument,
    variables: () => ({ key: key() }),
    pause: () => !key(),
  });
  const count = () =>
    key() === props.form['dataset'] ? rows.data?.dataset?.traceCount : undefined;
  return (
    <Show when={props.isReady ? count() : undefined}>
      {(found) => (
        <p class="manifest-steps" data-testid="steps" aria-live="polite">
          {stepsText(props.form, found())} Rows over max_seq_length are dropped before: the dry run
          counts them.
        </p>
      )}
    </Show>
  );
}
