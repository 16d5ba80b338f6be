import { createQuery } from '@urql/solid';
import { createMemo, For, Match, Switch } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { ComparedDatasets } from '../../datasets/ComparedDatasets.tsx';
import { DatasetOptions } from '../../datasets/DatasetOptions.tsx';
import { explainError } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { Field } from '../../ui/Field.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import css from './CompareDatasets.module.css';

const CompareDatasetsDocument = graphql(`
  query CompareDatasets($base: String!, $other: String!) {
    compareDatasets(baseKey: $base, otherKey: $other) {
      __typename
      ... on DatasetComparison {
        ...Comparison
      }
      ... on Error {
        message
      }
    }
  }

`);

/** What two datasets share, and what only one of them has. */
export function CompareDatasets() {
  const [form, setForm] = createUrlForm({ base: '', other: '' });
  const isAsked = () => Boolean(form.base && form.other);
  const [comparison, ask] = createQuery({
    query: CompareDatasetsDocument,
    variables: () => ({ base: form.base, other: form.other }),
    pause: () => !isAsked(),
  });
  const outcome = createMemo(() => (isAsked() ? comparison.data?.compareDatasets : undefined));
  const found = () => {
    const result = outcome();
    return result?.__typename === 'DatasetComparison' ? result : undefined;
  };
  const refusal = () => {
    const result = outcome();
    return result?.__typename === 'NotFoundError' ? result.message : undefined;
  };
  return (
    <div class="page">
      <PageHeader title="Compare datasets" above={[{ href: '/datasets', name: 'Datasets' }]}>
        Rows are the same when their content is, whatever their ids.
      </PageHeader>
      <div class={css['compared-keys']}>
        <For each={NAMES}>
          {(side) => (
            <Field label={side.label}>
              {(control) => (
                <input
                  {...control}
                  list="compared"
                  placeholder="name-version"
                  value={form[side.name]}
                  onChange={(event) => setForm(side.name, event.currentTarget.value.trim())}
                />
              )}
            </Field>
          )}
        </For>
        <button
          type="button"
          onClick={() => setForm({ base: form.other, other: form.base })}
          disabled={!form.base && !form.other}
        >
          Swap
        </button>
        <DatasetOptions id="compared" />
      </div>
      <Switch fallback={<Skeleton width="50%" />}>
        <Match when={!isAsked()}>
          <p class="faint">Choose two datasets. The second one is measured by the first.</p>
        </Match>
        <Match when={comparison.error}>
          {(error) => (
            <Problem
              failure={explainError(error())}
              retry={() => ask({ requestPolicy: 'network-only' })}
            />
          )}
        </Match>
        <Match when={refusal()}>
          <Alert text={refusal()} />
        </Match>
        <Match when={found()}>{(result) => <ComparedDatasets comparison={result()} />}</Match>
      </Switch>
    </div>
  );
}

const NAMES = [
  { name: 'base', label: 'Base' },
  { name: 'other', label: 'Other' },
] as const;
