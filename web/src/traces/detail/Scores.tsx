import { For, Show } from 'solid-js';
import { createMutation } from '../../graphql/createMutation.ts';
import { failureText } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { TraceScoresFragment } from '../../graphql/generated/graphql.ts';
import { Time } from '../../ui/Time.tsx';
import { Uncalibrated } from '../Uncalibrated.tsx';
import css from './Scores.module.css';
import facts from './TraceFacts.module.css';

graphql(`
  fragment TraceScores on Trace {
    id
    score {
      id
      score
    }
    scores {
      id
      criteria
      score
      label
      explanation
      source
      judge
      version
      isCalibrated
      details
      createdAt
      isNewest
    }
  }
`);

// It answers the trace as well, so that the list and this page know of the new score.
const ScoreOneDocument = graphql(`
  mutation ScoreOne($traceId: ID!) {
    outcome: scoreTrace(input: { traceId: $traceId }) {
      __typename
      ... on Score {
        id
        trace {
          ...TraceScores
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Every score that a trace was given, and what the newest is made of. */
export function Scores(props: { trace: TraceScoresFragment }) {
  const scoring = createMutation();
  const score = () => scoring.mutate(ScoreOneDocument, { traceId: props.trace.id });
  return (
    <section class={`${facts['facts']} ${css['scores']}`} aria-labelledby="scores-title">
      <h2 id="scores-title">Scores</h2>
      <Show
        when={props.trace.scores.length > 0}
        fallback={<p class={facts['facts-note']}>Not scored yet.</p>}
      >
        <ol>
          <For each={props.trace.scores}>
            {(each) => (
              <li data-testid="score">
                <details open={each.isNewest}>
                  <summary>
                    <span>{each.criteria}</span>
                    <strong>{each.label ?? each.score.toFixed(2)}</strong>
                    <Show when={each.source === 'JUDGE'}>
                      <span>
                        by {each.judge} v{each.version}
                      </span>
                    </Show>
                    <Show when={each.isCalibrated === false}>
                      <Uncalibrated />
                    </Show>
                    <Time at={each.createdAt} />
                  </summary>
                  <Show when={each.explanation}>
                    {(why) => (
                      <p class={facts['facts-note']} dir="auto">
                        {why()}
                      </p>
                    )}
                  </Show>
                  <dl>
                    <For each={Object.entries(Object(each.details))}>
                      {([name, value]) => (
                        <>
                          <dt>{name.replaceAll('_', ' ')}</dt>
                          <dd>{JSON.stringify(value)}</dd>
                        </>
                      )}
                    </For>
                  </dl>
                  <Show when={each.criteria === 'baseline'}>
                    <p class={facts['facts-note']}>
                      5 points a step and a tenth of a point for each character of the mean step, 50
                      at most for either. It says nothing about whether the answer is right.
                    </p>
                  </Show>
                </details>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Show when={scoring.failure()}>
        {(failure) => <p role="alert">Not scored: {failureText(failure())}</p>}
      </Show>
      <button type="button" onClick={score} disabled={scoring.isPending()}>
        {scoring.isPending() ? 'Scoring…' : props.trace.scores.length > 0 ? 'Score again' : 'Score'}
      </button>
    </section>
  );
}
