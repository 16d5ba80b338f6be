import { For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ScoreEntryFragment, ScoreSource } from '../../graphql/generated/graphql.ts';
import { Time } from '../../ui/Time.tsx';
import { Uncalibrated } from '../Uncalibrated.tsx';
import facts from './TraceFacts.module.css';

graphql(`
  fragment ScoreEntry on Score {
    id
    criteria
    step
    score
    label
    explanation
    details
    source
    judge
    version
    isCalibrated
    createdAt
    isNewest
  }
`);

const SOURCES = {
  PROGRAM: 'program',
  PERSON: 'person',
  JUDGE: 'model',
  IMPORT: 'import',
} as const satisfies Record<ScoreSource, string>;

/** A score: of what, who gave it and when, why, and what it is made of. */
export function ScoreEntry(props: { score: ScoreEntryFragment }) {
  const details = () =>
    Object.entries(Object(props.score.details)).filter(
      ([name, value]) => !TOLD.includes(name) && value !== null,
    );
  const isBaseline = () => props.score.criteria === 'baseline';
  return (
    <li data-testid="score">
      <details open={props.score.isNewest && props.score.step === null}>
        <summary>
          <span title={isBaseline() ? 'baseline' : undefined}>
            {isBaseline() ? 'length score' : props.score.criteria}
            <Show when={props.score.step !== null}>
              <a href={`#step-${props.score.step}`}> step {props.score.step}</a>
            </Show>
          </span>
          <strong>{props.score.label ?? props.score.score.toFixed(2)}</strong>
          <Show when={props.score.source === 'JUDGE'}>
            <span>
              by {props.score.judge} v{props.score.version}
            </span>
          </Show>
          <Show when={props.score.isCalibrated === false}>
            <Uncalibrated />
          </Show>
          <Time at={props.score.createdAt} />
        </summary>
        <dl>
          <Show when={props.score.label}>
            <dt>score</dt>
            <dd>{props.score.score}</dd>
          </Show>
          <Show when={!isBaseline() && props.score.source !== 'JUDGE'}>
            <dt>by</dt>
            <dd>
              {props.score.judge}
              <Show when={props.score.version}>{(version) => <> {version()}</>}</Show>{' '}
              <span class="faint">({SOURCES[props.score.source]})</span>
            </dd>
          </Show>
          <Show when={props.score.explanation}>
            {(text) => (
              <>
                <dt>why</dt>
                <dd dir="auto">{text()}</dd>
              </>
            )}
          </Show>
          <For each={details()}>
            {([name, value]) => (
              <>
                <dt>{PARTS[name] ?? name.replaceAll('_', ' ')}</dt>
                <dd>{JSON.stringify(value)}</dd>
              </>
            )}
          </For>
        </dl>
        <Show when={isBaseline()}>
          <p class={facts['facts-note']}>
            5 points a step and a tenth of a point for each character of the mean step, 50 at most
            for either. It says nothing about whether the answer is right.
          </p>
        </Show>
      </details>
    </li>
  );
}

// They stand above: as the label, as the reason, or as a link.
const TOLD = ['outcome', 'reason', 'review', 'position', 'other'];

// The score itself is called by its length too.
const PARTS: Record<string, string> = {
  step_score: 'points for steps',
  length_score: 'points for length',
};
