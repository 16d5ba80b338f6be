import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { createAnswer } from '../../graphql/createAnswer.ts';
import { explainRefusal, isGranted } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DatasetLeaksQuery } from '../../graphql/generated/graphql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { Field } from '../../ui/Field.tsx';
import { numberText } from '../../ui/format/number.ts';
import { DatasetOptions } from '../DatasetOptions.tsx';
import '../../ui/table.css';

const DatasetLeaksDocument = graphql(`
  query DatasetLeaks(
    $key: String!
    $split: String
    $otherKey: String!
    $otherSplit: String
    $leastShare: Float!
  ) {
    datasetLeaks(
      key: $key
      split: $split
      otherKey: $otherKey
      otherSplit: $otherSplit
      leastShare: $leastShare
    ) {
      __typename
      ... on DatasetLeaks {
        rowCount
        otherCount
        equalCount
        overlapCount
        rows(first: 100) {
          position
          isEqual
          share
          trace {
            id
            promptStart
          }
          other {
            id
            promptStart
          }
        }
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

const DEFAULTS = { tab: '', split: '', in: '', otherSplit: '', share: '0.5' };

/** Which rows of a dataset stand in another, or in another of its sides. */
export function DatasetLeaks(props: { datasetKey: string; splits: readonly string[] }) {
  const [form, setForm] = createUrlForm(DEFAULTS);
  const share = () => Number(form.share);
  const isSound = () => form.in !== '' && share() > 0 && share() <= 1;
  const answer = createAnswer(DatasetLeaksDocument, () =>
    isSound()
      ? {
          key: props.datasetKey,
          split: form.split || null,
          otherKey: form.in,
          otherSplit: form.otherSplit || null,
          leastShare: share(),
        }
      : undefined,
  );
  const result = () => answer.current()?.datasetLeaks;
  const leaks = () => {
    const given = result();
    return given?.__typename === 'DatasetLeaks' ? given : undefined;
  };
  const refusal = () => {
    const given = result();
    return given && !isGranted(given) ? explainRefusal(given).message : undefined;
  };
  return (
    <section class="page-part" aria-labelledby="leaks-title">
      <h2 id="leaks-title">Leaks</h2>
      <p class="faint">
        Rows that stand in other rows too: they ask the same, or share runs of eight words.
      </p>
      <div class="field-group">
        <Show when={props.splits.length > 0}>
          <Field label="Rows of the side" hint="Empty: all rows">
            {(control) => (
              <select
                {...control}
                value={form.split}
                onChange={(event) => setForm('split', event.currentTarget.value)}
              >
                <option value="">all rows</option>
                <For each={props.splits}>{(name) => <option value={name}>{name}</option>}</For>
              </select>
            )}
          </Field>
        </Show>
        <Field label="Look in" hint="Another dataset, or this one">
          {(control) => (
            <>
              <input
                {...control}
                list="leak-datasets"
                placeholder="name-version"
                value={form.in}
                onInput={(event) => setForm('in', event.currentTarget.value)}
              />
              <DatasetOptions id="leak-datasets" />
            </>
          )}
        </Field>
        <Field label="In its side" hint="Empty: in all its rows">
          {(control) => (
            <input
              {...control}
              value={form.otherSplit}
              onInput={(event) => setForm('otherSplit', event.currentTarget.value)}
            />
          )}
        </Field>
        <Field
          label="From a share of"
          hint="Of its runs of eight words, above 0 and at most 1"
          error={share() > 0 && share() <= 1 ? undefined : `Expected a share, got ${form.share}`}
        >
          {(control) => (
            <input
              {...control}
              inputmode="decimal"
              value={form.share}
              onInput={(event) => setForm('share', event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <Alert text={refusal()} />
      <Show when={form.in === ''}>
        <p class="empty-note">
          Name the dataset to look in, such as one that a model is tested with.
        </p>
      </Show>
      <Problem failure={answer.failure()} retry={answer.retry} />
      <Show
        when={leaks()}
        fallback={
          <Show when={isSound() && !refusal() && !answer.failure()}>
            <p class="faint" role="status">
              Looking through every row…
            </p>
          </Show>
        }
      >
        {(found) => <Found leaks={found()} />}
      </Show>
    </section>
  );
}

type Leaks = Extract<DatasetLeaksQuery['datasetLeaks'], { __typename: 'DatasetLeaks' }>;

function Found(props: { leaks: Leaks }) {
  const count = () => props.leaks.equalCount + props.leaks.overlapCount;
  return (
    <>
      <p data-testid="leaks" role="status">
        <strong>{numberText(count())}</strong> of {numberText(props.leaks.rowCount)} rows stand
        among the other {numberText(props.leaks.otherCount)}: {numberText(props.leaks.equalCount)}{' '}
        ask the same, {numberText(props.leaks.overlapCount)} share runs of words.
      </p>
      <Show when={count() > 0}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Stands as</th>
              <th scope="col" class="table-number">
                Shared
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.leaks.rows}>
              {(row) => (
                <tr>
                  <td dir="auto">
                    <A href={`/traces/${row.trace?.id}`}>{row.trace?.promptStart}</A>
                  </td>
                  <td dir="auto">
                    <A href={`/traces/${row.other?.id}`}>{row.other?.promptStart}</A>
                  </td>
                  <td class="table-number">
                    {row.isEqual ? 'same question' : `${Math.round(row.share * 100)} %`}
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <Show when={count() > props.leaks.rows.length}>
          <p class="faint">and {numberText(count() - props.leaks.rows.length)} more</p>
        </Show>
      </Show>
    </>
  );
}
