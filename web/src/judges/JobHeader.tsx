import { For, Show } from 'solid-js';
import { isOpen } from '../../../server/judges/jobs/status.ts';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { JobHeaderFragment, RepeatedOutcome } from '../graphql/generated/graphql.ts';
import { Uncalibrated } from '../traces/Uncalibrated.tsx';
import { Alert } from '../ui/Alert.tsx';
import { countText, numberText } from '../ui/format/number.ts';
import { OutcomeBar } from '../ui/outcome/OutcomeBar.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Time } from '../ui/Time.tsx';
import css from './JobHeader.module.css';
import { JobStatus } from './JobStatus.tsx';
import { countsOf, VERDICT_OUTCOMES } from './outcomes.ts';

graphql(`
  fragment JobHeader on JudgeJob {
    id
    createdAt
    status
    message
    itemCount
    scoredCount
    refusedCount
    unparseableCount
    errorCount
    estimatedPromptTokens
    promptTokens
    completionTokens
    judge {
      id
      name
      version
      model
      calibration {
        criteria
        isCalibrated
        agreement {
          n
          kappa
        }
      }
    }
  }
`);

const CancelJobDocument = graphql(`
  mutation CancelJob($id: ID!) {
    outcome: cancelJudgeJob(id: $id) {
      __typename
      ... on JudgeJob {
        id
        status
        message
      }
      ... on Error {
        message
      }
    }
  }
`);

const ResumeJobDocument = graphql(`
  mutation ResumeJob($id: ID!, $repeat: [RepeatedOutcome!]!) {
    outcome: resumeJudgeJob(id: $id, repeat: $repeat) {
      __typename
      ... on JudgeJob {
        ...JobHeader
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Where a job stands, what it cost, and what can be done with it. */
export function JobHeader(props: { job: JobHeaderFragment }) {
  const action = createMutation();
  const counts = () => countsOf(props.job);
  const done = () => Object.values(counts()).reduce((sum, count) => sum + count, 0);
  const left = () => props.job.itemCount - done();
  const isAtWork = () => isOpen(props.job.status);
  // What the state beside the title says already is for readers.
  const hasMore = () => !['RUNNING', 'COMPLETED'].includes(props.job.status);
  const resume = (repeat: RepeatedOutcome[]) =>
    action.mutate(ResumeJobDocument, { id: props.job.id, repeat });
  const again = (name: RepeatedOutcome, words: string) => (
    <Show when={!isAtWork() && counts()[name] > 0}>
      <button type="button" disabled={action.isPending()} onClick={() => resume([name])}>
        {words}
      </button>
    </Show>
  );
  return (
    <section class={css['job-header']} data-testid="job-header" data-status={props.job.status}>
      <PageHeader
        title={`${props.job.judge.name} v${props.job.judge.version} on ${countText(props.job.itemCount, 'trace')}`}
        above={[
          { href: '/judges', name: 'Judges' },
          { href: `/judges/${props.job.judge.id}`, name: props.job.judge.name },
        ]}
        state={<JobStatus status={props.job.status} />}
        actions={
          <>
            <Show when={isAtWork()}>
              <button
                type="button"
                data-look="danger"
                disabled={action.isPending()}
                onClick={() => action.mutate(CancelJobDocument, { id: props.job.id })}
              >
                Cancel
              </button>
            </Show>
            <Show when={!isAtWork() && left() > 0}>
              <button type="button" disabled={action.isPending()} onClick={() => resume([])}>
                Go on with {numberText(left())}
              </button>
            </Show>
            {again('ERROR', 'Ask again about errors')}
            {again('REFUSED', 'Ask again about refused')}
            {again('UNPARSEABLE', 'Ask again about unparseable')}
          </>
        }
      >
        <span>
          <code>{props.job.judge.model}</code>
        </span>
        <span>
          asked <Time at={props.job.createdAt} />
        </span>
        <span>
          <For each={props.job.judge.calibration}>
            {(one) => (
              <>
                {one.criteria}{' '}
                <Show when={one.isCalibrated} fallback={<Uncalibrated />}>
                  κ {one.agreement.kappa?.toFixed(2)} (n {one.agreement.n})
                </Show>{' '}
              </>
            )}
          </For>
        </span>
      </PageHeader>
      <Show when={action.failure()}>{(failure) => <Alert text={failureText(failure())} />}</Show>
      <p class={hasMore() ? css['job-says'] : 'visually-hidden'} aria-live="polite">
        {props.job.message}
      </p>
      <div class={css['job-progress']}>
        <progress
          value={done()}
          max={props.job.itemCount}
          aria-label="Traces that have their outcome"
        />
        <span>
          {numberText(done())} of {numberText(props.job.itemCount)}
        </span>
      </div>
      <Show when={done() > 0}>
        <OutcomeBar counts={counts()} kinds={VERDICT_OUTCOMES} hasShares />
      </Show>
      <p class={css['job-cost']} data-testid="job-cost">
        Cost so far, as the endpoint counts: {numberText(Number(props.job.promptTokens))} tokens of
        prompts, {numberText(Number(props.job.completionTokens))} of answers. Estimated before:
        about {numberText(Number(props.job.estimatedPromptTokens))} of prompts.
      </p>
    </section>
  );
}
