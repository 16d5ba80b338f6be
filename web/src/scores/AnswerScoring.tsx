import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ScoringProgressFragment, TraceFilter } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import { OutcomeBar } from '../ui/outcome/OutcomeBar.tsx';
import { Prose } from '../ui/Prose.tsx';
import css from './AnswerScoring.module.css';

const StartDocument = graphql(`
  mutation StartScoring($filter: TraceFilter) {
    outcome: scoreTraces(input: { filter: $filter, criteria: "answer" }) {
      __typename
      ... on ScoreTracesPayload {
        scoring {
          ...ScoringProgress
        }
      }
      ... on Error {
        message
      }
    }
  }

  fragment ScoringProgress on Scoring {
    id
    status
    message
    traceCount
    leftOutCount
    correctCount
    wrongCount
    noAnswerCount
    cutOffCount
    errorCount
  }
`);

const CancelDocument = graphql(`
  mutation CancelScoring($id: ID!) {
    outcome: cancelScoring(id: $id) {
      __typename
      ... on Scoring {
        ...ScoringProgress
      }
      ... on Error {
        message
      }
    }
  }
`);

const ScoringsDocument = graphql(`
  query Scorings {
    scorings {
      ...ScoringProgress
    }
  }
`);

const LOOK_AGAIN = 1_000;

/** Verifies the answers of all traces that a filter passes, and tells how far that is and what came of it. */
export function AnswerScoring(props: {
  filter: TraceFilter;
  count: number | undefined;
  scored: () => void;
}) {
  const starting = createMutation();
  const cancelling = createMutation();
  const [isAsked, setAsked] = createSignal(false);
  const scorings = createFreshQuery({ query: ScoringsDocument });
  const newest = () => scorings.data()?.scorings[0];
  const isAtWork = () => newest()?.status === 'RUNNING';
  createEffect(() => {
    if (!isAtWork()) return;
    const timer = setInterval(() => document.hidden || scorings.refetch(), LOOK_AGAIN);
    onCleanup(() => {
      clearInterval(timer);
      props.scored();
    });
  });
  const start = async () => {
    setAsked(true);
    if (await starting.mutate(StartDocument, { filter: props.filter })) scorings.refetch();
  };
  const failure = () => starting.failure() ?? cancelling.failure();
  const count = () => (props.count === undefined ? 'all' : numberText(props.count));
  return (
    <section class={css['answer-scoring']} aria-labelledby="answers-title">
      <h2 id="answers-title">Answers</h2>
      <Show when={failure()}>
        {(why) => (
          <div role="alert">
            <Prose text={failureText(why())} />
          </div>
        )}
      </Show>
      <Show when={isAsked() || isAtWork() ? newest() : undefined}>
        {(scoring) => (
          <Scoring
            scoring={scoring()}
            cancel={() => cancelling.mutate(CancelDocument, { id: scoring().id })}
          />
        )}
      </Show>
      <button type="button" onClick={start} disabled={starting.isPending() || isAtWork()}>
        Verify {count()} {props.count === 1 ? 'answer' : 'answers'}
      </button>
      <p class="faint">
        Held against what is expected; where nothing is, a trace is left out. The result is the
        score <em>answer</em>.
      </p>
    </section>
  );
}

function Scoring(props: { scoring: ScoringProgressFragment; cancel: () => void }) {
  const counts = () => ({
    correct: props.scoring.correctCount,
    wrong: props.scoring.wrongCount,
    unanswered: props.scoring.noAnswerCount,
    'cut-off': props.scoring.cutOffCount,
    error: props.scoring.errorCount,
  });
  const done = () => Object.values(counts()).reduce((sum, count) => sum + count, 0);
  const isAtWork = () => props.scoring.status === 'RUNNING';
  return (
    <div class={css['answer-progress']} data-testid="scoring">
      <p role="status">
        <Show when={isAtWork()} fallback={`${props.scoring.message}: `}>
          At work:{' '}
        </Show>
        {numberText(done())} of {numberText(props.scoring.traceCount)} verified
        <Show when={props.scoring.leftOutCount > 0}>
          , {numberText(props.scoring.leftOutCount)} left out
        </Show>
      </p>
      <Show when={done() > 0}>
        <OutcomeBar counts={counts()} hasShares />
      </Show>
      <Show when={isAtWork()}>
        <button type="button" onClick={() => props.cancel()}>
          Stop
        </button>
      </Show>
    </div>
  );
}
