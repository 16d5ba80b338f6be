import { createMemo, For, Show } from 'solid-js';
import { createMutation } from '../../graphql/createMutation.ts';
import { failureText } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { TraceScoresFragment } from '../../graphql/generated/graphql.ts';
import { ScoreEntry } from './ScoreEntry.tsx';
import css from './Scores.module.css';
import facts from './TraceFacts.module.css';

graphql(`
  fragment TraceScores on Trace {
    id
    expectedAnswer
    score {
      id
      score
    }
    scores {
      ...ScoreEntry
    }
  }
`);

// It answers the trace as well, so that the list and this page know of the new score.
const ScoreOneDocument = graphql(`
  mutation ScoreOne($traceId: ID!, $criteria: String!) {
    outcome: scoreTrace(input: { traceId: $traceId, criteria: $criteria }) {
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

/** Every score that a trace and its steps were given: the newest of each criteria, and the older ones folded. */
export function Scores(props: { trace: TraceScoresFragment }) {
  const scoring = createMutation();
  const score = (criteria: string) =>
    scoring.mutate(ScoreOneDocument, { traceId: props.trace.id, criteria });
  const groups = createMemo(() => [...Map.groupBy(props.trace.scores, ({ criteria }) => criteria)]);
  return (
    <section class={`${facts['facts']} ${css['scores']}`} aria-labelledby="scores-title">
      <h2 id="scores-title">Scores</h2>
      <Show
        when={groups().length > 0}
        fallback={<p class={facts['facts-note']}>Not scored yet.</p>}
      >
        <For each={groups()}>{([, scores]) => <Criteria scores={scores} />}</For>
      </Show>
      <Show when={scoring.failure()}>
        {(failure) => <p role="alert">Not scored: {failureText(failure())}</p>}
      </Show>
      <div class={css['scores-actions']}>
        <button type="button" onClick={() => score('baseline')} disabled={scoring.isPending()}>
          {scoring.isPending()
            ? 'Scoring…'
            : props.trace.scores.length > 0
              ? 'Score again'
              : 'Score'}
        </button>
        <Show when={props.trace.expectedAnswer}>
          <button type="button" onClick={() => score('answer')} disabled={scoring.isPending()}>
            Verify the answer
          </button>
        </Show>
      </div>
    </section>
  );
}

type Score = TraceScoresFragment['scores'][number];

/** The scores by one criteria: of the whole trace first, then of its steps in their order. */
function Criteria(props: { scores: Score[] }) {
  const order = (score: Score) => score.step ?? -1;
  const newest = () =>
    props.scores
      .filter(({ isNewest }) => isNewest)
      .toSorted((one, other) => order(one) - order(other));
  const older = () => props.scores.filter(({ isNewest }) => !isNewest);
  return (
    <>
      <ol>
        <For each={newest()}>{(score) => <ScoreEntry score={score} />}</For>
      </ol>
      <Show when={older().length > 0}>
        <details class={css['scores-older']}>
          <summary>
            {older().length} older by {props.scores[0]?.criteria}
          </summary>
          <ol>
            <For each={older()}>{(score) => <ScoreEntry score={score} />}</For>
          </ol>
        </details>
      </Show>
    </>
  );
}
