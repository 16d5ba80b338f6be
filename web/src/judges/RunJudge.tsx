import { A, useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { JUDGE_DEFAULTS } from '../../../server/judges/defaults.ts';
import { createAnswer } from '../graphql/createAnswer.ts';
import { createMutation } from '../graphql/createMutation.ts';
import { explainRefusal, failureText, isGranted } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Chips } from '../traces/filter/Chips.tsx';
import { createListAddress } from '../traces/filter/createListAddress.ts';
import { addressOf } from '../traces/filter/listQuery.ts';
import { filterQueryOf, traceFilterOf } from '../traces/filter/traceFilter.ts';
import { Alert } from '../ui/Alert.tsx';
import { Field } from '../ui/Field.tsx';
import { countText, numberText } from '../ui/format/number.ts';
import css from './RunJudge.module.css';

const EstimateJobDocument = graphql(`
  query EstimateJob($input: RunJudgeInput!) {
    outcome: estimateJudgeJob(input: $input) {
      __typename
      ... on JudgeJobEstimate {
        itemCount
        promptTokens
        completionTokens
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

const RunJudgeDocument = graphql(`
  mutation RunJudge($input: RunJudgeInput!) {
    outcome: runJudge(input: $input) {
      __typename
      ... on JudgeJob {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Asks a judge about the traces that the address chooses; first what that would cost. */
export function RunJudge(props: {
  judgeId: string;
  status: { available: boolean; message: string };
}) {
  const address = createListAddress();
  const navigate = useNavigate();
  const running = createMutation();
  const [again, setAgain] = createSignal(false);
  const number = (name: 'limit' | 'concurrency', initial: number) =>
    address.query().get(name) ?? String(initial);
  const limit = () => number('limit', JUDGE_DEFAULTS.traces);
  const concurrency = () => number('concurrency', JUDGE_DEFAULTS.concurrency);
  const input = () => {
    const [most, atOnce] = [limit(), concurrency()].map((text) =>
      /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined,
    );
    if (most === undefined || atOnce === undefined) return undefined;
    return {
      judgeId: props.judgeId,
      filter: traceFilterOf(address.query()),
      limit: most,
      concurrency: atOnce,
      again: again(),
    };
  };
  const estimate = createAnswer(EstimateJobDocument, () => {
    const given = input();
    return given && { input: given };
  });
  const outcome = () => estimate.current()?.outcome;
  const found = () => {
    const answer = outcome();
    return answer && isGranted(answer) ? answer : undefined;
  };
  const refusal = () => {
    const answer = outcome();
    if (!input()) return 'Expected whole numbers';
    return answer && !isGranted(answer) ? explainRefusal(answer).message : undefined;
  };
  const run = async () => {
    const given = input();
    const job = given && (await running.mutate(RunJudgeDocument, { input: given }));
    if (job) navigate(`/judges/jobs/${job.id}`);
  };
  const text = (name: 'limit' | 'concurrency', label: string, hint: string) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          inputmode="numeric"
          value={name === 'limit' ? limit() : concurrency()}
          onInput={(event) =>
            address.change({ [name]: event.currentTarget.value }, { replace: true })
          }
        />
      )}
    </Field>
  );
  return (
    <section class={`page-part ${css['run-judge']}`} aria-labelledby="run-judge-title">
      <h2 id="run-judge-title">Ask it about many traces</h2>
      <Chips address={address} />
      <p>
        <A href={addressOf('/traces', filterQueryOf(address.query()))}>Choose which traces</A> in
        their list, then “Judge” there{' '}
        <Show when={filterQueryOf(address.query()).size === 0}>
          <span class="faint">(now: all)</span>
        </Show>
      </p>
      <div class="field-group">
        {text('limit', 'Most traces', 'The newest first; 1 to 100,000')}
        {text('concurrency', 'At a time', '1 to 64 requests')}
      </div>
      <label class={css['run-again']}>
        <input
          type="checkbox"
          checked={again()}
          onChange={(event) => setAgain(event.currentTarget.checked)}
        />
        Also those that this version has scored
      </label>
      <div role="status" aria-busy={estimate.isOld()} data-testid="estimate">
        <Show when={found()}>
          {(cost) => (
            <Show
              when={cost().itemCount > 0}
              fallback={<p>No trace passes that this version has not scored.</p>}
            >
              <p>
                {countText(cost().itemCount, 'trace')}. Estimated cost: about{' '}
                {numberText(cost().promptTokens)} tokens of prompts, at most{' '}
                {numberText(cost().completionTokens)} of answers.
              </p>
            </Show>
          )}
        </Show>
      </div>
      <Alert text={refusal()} />
      <Show when={running.failure()}>{(failure) => <Alert text={failureText(failure())} />}</Show>
      <p>
        <button
          type="button"
          data-look="primary"
          disabled={running.isPending() || !props.status.available || !found()?.itemCount}
          onClick={run}
        >
          {running.isPending() ? 'Starting…' : 'Ask the judge'}
        </button>
      </p>
      <Show when={!props.status.available}>
        <p class="faint">{props.status.message}</p>
      </Show>
    </section>
  );
}
