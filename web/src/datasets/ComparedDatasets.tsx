import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type {
  ComparedDatasetFragment,
  ComparisonFragment,
  DatasetDifferenceFragment,
} from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import { selectionText } from './selectionText.ts';
import '../ui/table.css';
import css from './ComparedDatasets.module.css';

graphql(`
  fragment Comparison on DatasetComparison {
    sharedCount
    base {
      ...ComparedDataset
    }
    other {
      ...ComparedDataset
    }
    onlyBase {
      ...DatasetDifference
    }
    onlyOther {
      ...DatasetDifference
    }
  }

  fragment ComparedDataset on Dataset {
    id
    key
    digest
    traceCount
    strategy
    seed
    stratifyBy
    limit
    filter
    stats {
      ...Statistics
    }
  }

  fragment DatasetDifference on DatasetDifference {
    count
    sample {
      id
      promptStart
      stepCount
    }
  }
`);

/** What two datasets share, and the rows that only one of them has. */
export function ComparedDatasets(props: { comparison: ComparisonFragment }) {
  const isSame = () => props.comparison.base.digest === props.comparison.other.digest;
  return (
    <>
      <p class={css['compared-verdict']} data-testid="verdict">
        <strong>{numberText(props.comparison.sharedCount)}</strong> rows shared
        <Show when={isSame()}>: the same rows in the same order, for their digests are equal</Show>
      </p>
      <div class={css['compared']}>
        <Side dataset={props.comparison.base} only={props.comparison.onlyBase} />
        <Side dataset={props.comparison.other} only={props.comparison.onlyOther} />
      </div>
    </>
  );
}

function Side(props: { dataset: ComparedDatasetFragment; only: DatasetDifferenceFragment }) {
  const hasFilter = () => Object.keys(Object(props.dataset.filter)).length > 0;
  return (
    <section class="page-part">
      <h2>
        <A href={`/datasets/${props.dataset.key}`}>{props.dataset.key}</A>
      </h2>
      <p class="faint">
        {selectionText(props.dataset)}, at most {numberText(props.dataset.limit)} ·{' '}
        {numberText(props.dataset.traceCount)} traces, {props.dataset.stats.avgStepCount.toFixed(1)}{' '}
        steps and {numberText(Math.round(props.dataset.stats.avgTotalChars))} characters on average
      </p>
      <p class="faint">
        <Show when={hasFilter()} fallback="No filter">
          Filter <code class={css['compared-filter']}>{JSON.stringify(props.dataset.filter)}</code>
        </Show>
      </p>
      <Only difference={props.only} />
    </section>
  );
}

/** Rows that one side has alone. */
function Only(props: { difference: DatasetDifferenceFragment }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{numberText(props.difference.count)} rows only here</th>
          <th scope="col" class="table-number">
            Steps
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.difference.sample}>
          {(trace) => (
            <tr>
              <td>
                <A class={css['compared-prompt']} dir="auto" href={`/traces/${trace.id}`}>
                  {trace.promptStart}
                </A>
              </td>
              <td class="table-number">{numberText(trace.stepCount)}</td>
            </tr>
          )}
        </For>
        <Show when={props.difference.count > props.difference.sample.length}>
          <tr>
            <td colSpan={2} class="faint">
              and {numberText(props.difference.count - props.difference.sample.length)} more
            </td>
          </tr>
        </Show>
      </tbody>
    </table>
  );
}
