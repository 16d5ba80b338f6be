import { A } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { createEffect, createMemo, Show } from 'solid-js';
import { isFinal } from '../../../../../../server/runs/status.ts';
import { explainError } from '../../../../graphql/failure.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { RunProgress } from '../../../../runs/RunProgress.tsx';
import { useNow } from '../../../../ui/clock.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import { FailureText } from '../FailureText.tsx';
import panel from '../Panel.module.css';
import { LiveLogs } from '../run/LiveLogs.tsx';
import { Output } from '../run/Output.tsx';
import { HEADING_WORDS, MODE_WORDS, STATUS_WORDS, secondsText } from '../run/runWords.ts';
import css from './RunResult.module.css';

const TunixRunResultDocument = graphql(`
  subscription TunixRunResult($id: ID!) {
    runUpdated(id: $id) {
      id
      status
      mode
      message
      createdAt
      startedAt
      endedAt
      durationSeconds
      exitCode
      stdout
      stderr
      ...RunProgress
    }
  }
`);

/** A run as it goes, and what came of it. */
export function RunResult(props: { id: string; onEnd: () => void }) {
  const now = useNow();
  const [result] = createSubscription({
    query: TunixRunResultDocument,
    variables: () => ({ id: props.id }),
  });
  const run = () => result.data?.runUpdated;
  const isOver = createMemo(() => {
    const status = run()?.status;
    return Boolean(result.error) || (status !== undefined && isFinal(status));
  });
  createEffect(() => isOver() && props.onEnd());
  return (
    <>
      <Show when={result.error}>
        {(error) => (
          <FailureText
            testId="tunix:error"
            what="The run can't be watched"
            failure={explainError(error())}
          />
        )}
      </Show>
      <Show when={run()} fallback={<Show when={!result.error}>{<Skeleton width="60%" />}</Show>}>
        {(run) => (
          <section
            class={panel['panel-result']}
            data-testid="tunix:run-result"
            data-status={run().status}
            aria-label="Run"
          >
            <h3>
              <span role="status">
                Run <span class={css['panel-word']}>{HEADING_WORDS[run().status]}</span>
              </span>
            </h3>
            <div class={css['tunix-run-facts']}>
              <p data-testid="tunix:run-id">
                <strong>Run ID:</strong> <A href={`/runs/${run().id}`}>{run().id}</A>
              </p>
              <p data-testid="tunix:run-status">
                <strong>Status:</strong> {STATUS_WORDS[run().status]}
              </p>
              <p data-testid="tunix:run-mode">
                <strong>Mode:</strong> {MODE_WORDS[run().mode]}
              </p>
              <p data-testid="tunix:run-duration">
                <strong>Duration:</strong> {secondsText(run(), now())}
              </p>
              <Show when={run().exitCode != null}>
                <p data-testid="tunix:run-exit-code">
                  <strong>Exit Code:</strong> {run().exitCode}
                </p>
              </Show>
              <p data-testid="tunix:run-message">
                <strong>Message:</strong> {run().message}
              </p>
            </div>
            <Show when={!isFinal(run().status)}>
              <RunProgress run={run()} />
            </Show>
            <Show
              when={run().mode === 'LOCAL' && !isFinal(run().status)}
              fallback={
                <>
                  <Output title="Standard Output" text={run().stdout} testId="tunix:run-stdout" />
                  <Output title="Standard Error" text={run().stderr} testId="tunix:run-stderr" />
                </>
              }
            >
              <LiveLogs id={run().id} />
            </Show>
          </section>
        )}
      </Show>
    </>
  );
}
