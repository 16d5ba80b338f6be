import { A } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { readValue } from '../../address/codec.ts';
import { createAnswer } from '../../graphql/createAnswer.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { PreviewDatasetQuery } from '../../graphql/generated/graphql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { countText, numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ComparedPair } from '../ComparedPair.tsx';
import { Lengths } from '../Lengths.tsx';
import { PairFigures } from '../PairFigures.tsx';
import { LENGTH_CODEC } from '../ranges.ts';
import { StatisticFigures } from '../StatisticFigures.tsx';
import { Strata } from '../Strata.tsx';
import { ByHand } from './ByHand.tsx';
import { filterSearchOf, limitOf, previewInputOf, withId } from './definition.ts';
import type { DatasetFormProps } from './formProps.ts';
import { LookForRepetitions } from './LookForRepetitions.tsx';
import css from './PreviewCard.module.css';
import { Repetitions } from './Repetitions.tsx';

const PreviewDatasetDocument = graphql(`
  query PreviewDataset($input: BuildDatasetInput!) {
    previewDataset(input: $input) {
      __typename
      ... on DatasetPreview {
        matchCount
        selectedCount
        stats {
          ...Statistics
        }
        strata {
          ...Stratum
        }
        lengthHistogram(bins: 200) {
          from
          to
          count
        }
        sample(first: 20) {
          id
          promptStart
          stepCount
        }
        leftOut {
          ...Duplicates
        }
        splits {
          name
          count
        }
        possiblePairCount
        pairStats {
          ...PairStatistics
        }
        pairs(first: 5) {
          chosenScore
          rejectedScore
          chosen {
            ...PairSide
          }
          rejected {
            ...PairSide
          }
        }
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
    }
  }
`);

/** What the dataset would be if it were built now. */
export function PreviewCard(props: DatasetFormProps) {
  const isSound = () => Object.keys(props.problems).length === 0;
  // A preview of what is half written would be of something else.
  const answer = createAnswer(PreviewDatasetDocument, () =>
    isSound() ? { input: previewInputOf(props.form) } : undefined,
  );
  const shown = createMemo<Shown | undefined>((last) => {
    const result = answer.last()?.previewDataset;
    return result?.__typename === 'DatasetPreview' ? result : last;
  });
  const issues = () => {
    const result = answer.current()?.previewDataset;
    return result?.__typename === 'ValidationError' ? result.issues : [];
  };
  const isOld = () => answer.isOld() || answer.failure() !== undefined || issues().length > 0;
  return (
    <section class={css['dataset-preview']} aria-label="Preview" aria-busy={isOld()}>
      <h2>What it would hold</h2>
      <Problem failure={answer.failure()} retry={answer.retry} />
      <Show when={shown() && !isSound()}>
        <p class="faint" role="status">
          This is as it was before the last change, which can't be selected:{' '}
          {Object.values(props.problems)[0]}
        </p>
      </Show>
      <For each={issues()}>{({ message }) => <p class="field-error">{message}</p>}</For>
      <Show when={shown()} fallback={<Waiting isSound={isSound()} />}>
        {(data) => (
          <>
            <p
              class={css['dataset-preview-counts']}
              data-testid="preview-counts"
              aria-live="polite"
            >
              <Show
                when={data().pairStats}
                fallback={
                  <>
                    <strong>{numberText(data().selectedCount)}</strong> of{' '}
                    {numberText(data().matchCount)} matching traces
                    {cutText(data().selectedCount, data().matchCount, limitOf(props.form))}
                  </>
                }
              >
                {(stats) => (
                  <>
                    <strong>{numberText(stats().pairCount)}</strong> of{' '}
                    {numberText(data().possiblePairCount ?? 0)} possible pairs, of{' '}
                    {numberText(data().matchCount)} matching traces
                  </>
                )}
              </Show>
            </p>
            <ByHand form={props.form} setForm={props.setForm} />
            <Show
              when={data().selectedCount > 0}
              fallback={
                <p>
                  {data().pairStats
                    ? 'No two traces of one question have scores that lie so far apart. Lower the margin, or score them.'
                    : 'No trace passes the filter. Loosen it, or import traces that pass it.'}
                </p>
              }
            >
              <StatisticFigures stats={data().stats} />
              <Show when={data().pairStats}>{(stats) => <PairFigures stats={stats()} />}</Show>
              <Show when={data().splits.length > 0}>
                <p data-testid="preview-splits">
                  {data()
                    .splits.map(({ name, count }) => `${name} ${numberText(count)}`)
                    .join(' · ')}
                </p>
              </Show>
              <Show when={props.form.repetitions}>
                <Repetitions
                  duplicates={data().leftOut}
                  text="left out"
                  action={{
                    name: 'Keep',
                    run: (id) => props.setForm('keep', withId(props.form.keep, id)),
                  }}
                />
              </Show>
              <Show when={!data().pairStats}>
                <LookForRepetitions {...props} />
              </Show>
              <For each={data().pairs}>
                {(pair) => (
                  <ComparedPair
                    chosen={pair.chosen}
                    rejected={pair.rejected}
                    chosenScore={pair.chosenScore}
                    rejectedScore={pair.rejectedScore}
                  />
                )}
              </For>
              <Show when={data().strata.length > 0}>
                <Strata of={props.form.stratifyBy} strata={data().strata} />
              </Show>
              <Lengths
                bins={data().lengthHistogram}
                limit={readValue(LENGTH_CODEC, props.form.length)}
                setLimit={(length) => props.setForm('length', String(length))}
              />
              <div>
                <h3>The first {data().sample.length}, in the dataset's order</h3>
                <ol class={css['dataset-preview-sample']}>
                  <For each={data().sample}>
                    {(trace) => (
                      <li>
                        <A href={`/traces/${trace.id}`} dir="auto">
                          {trace.promptStart}
                        </A>
                        <span>{countText(trace.stepCount, 'step')}</span>
                        <button
                          type="button"
                          data-look="link"
                          aria-label={`Take out ${trace.promptStart.slice(0, 60)}`}
                          onClick={() =>
                            props.setForm('except', withId(props.form.except, trace.id))
                          }
                        >
                          Take out
                        </button>
                      </li>
                    )}
                  </For>
                </ol>
              </div>
            </Show>
            <A class={css['dataset-preview-all']} href={`/traces${filterSearchOf(props.form)}`}>
              Look through all matching traces
            </A>
          </>
        )}
      </Show>
    </section>
  );
}

/** What the limit leaves out, where it does. */
function cutText(selected: number, matching: number, limit: number): string {
  const left = matching - selected;
  return selected === limit && left > 0
    ? `; at most ${numberText(limit)}, so that ${numberText(left)} ${left === 1 ? 'is' : 'are'} left out`
    : '';
}

function Waiting(props: { isSound: boolean }) {
  return (
    <Show when={props.isSound} fallback={<p class="faint">The marked field is in the way.</p>}>
      <Skeleton width="60%" />
    </Show>
  );
}

type Shown = Extract<PreviewDatasetQuery['previewDataset'], { __typename: 'DatasetPreview' }>;
