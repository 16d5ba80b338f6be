import { A } from '@solidjs/router';
import { createEffect, createSignal, on, Show } from 'solid-js';
import { isFinal } from '../../../../../../server/runs/status.ts';
import { createFreshQuery } from '../../../../graphql/createFreshQuery.ts';
import { createMutation } from '../../../../graphql/createMutation.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import type { HistoryDetailFragment } from '../../../../graphql/generated/graphql.ts';
import { Loaded } from '../../../../graphql/Loaded.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import { FailureText } from '../FailureText.tsx';
import css from '../Panel.module.css';
import { LiveLogs } from '../run/LiveLogs.tsx';
import { Output } from '../run/Output.tsx';

graphql(`
  fragment HistoryDetail on Run {
    id
    status
    mode
    message
  }
`);

const RunDetailDocument = graphql(`
  query RunDetail($id: ID!) {
    run(id: $id) {
      id
      exitCode
      stdout
      stderr
    }
  }
`);

const StopRunDocument = graphql(`
  mutation StopRun($id: ID!) {
    outcome: cancelRun(id: $id) {
      __typename
      ... on Run {
        ...HistoryRow
      }
      ... on Error {
        message
      }
    }
  }
`);

/** What a run said and printed, and how to stop it. */
export function RunDetail(props: { run: HistoryDetailFragment }) {
  const cancellation = createMutation();
  const [isAsking, setAsking] = createSignal(false);
  const isOver = () => isFinal(props.run.status);
  const query = createFreshQuery({
    query: RunDetailDocument,
    variables: () => ({ id: props.run.id }),
  });
  createEffect(on(isOver, query.refetch, { defer: true }));
  const cancel = () => {
    setAsking(false);
    return cancellation.mutate(StopRunDocument, { id: props.run.id });
  };
  return (
    <div class={css['panel-result']} data-testid={`tunix:run-detail-${props.run.id}`}>
      <p>
        <strong>Run ID:</strong> <A href={`/runs/${props.run.id}`}>{props.run.id}</A>
      </p>
      <p>
        <strong>Message:</strong> {props.run.message}
      </p>
      <Show when={props.run.status === 'PENDING' || props.run.status === 'RUNNING'}>
        <div class={css['panel-actions']}>
          <Show
            when={isAsking()}
            fallback={
              <button type="button" data-look="danger" onClick={() => setAsking(true)}>
                Cancel the run
              </button>
            }
          >
            <span>Cancel it for good?</span>
            <button type="button" data-look="danger" onClick={cancel}>
              Yes, cancel
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              Keep it running
            </button>
          </Show>
        </div>
      </Show>
      <FailureText
        testId="tunix:history-error"
        what="Cancel failed"
        failure={cancellation.failure()}
      />
      <Show
        when={isOver() || props.run.mode === 'DRY_RUN'}
        fallback={<LiveLogs id={props.run.id} />}
      >
        <Loaded query={query} skeleton={<Skeleton width="60%" />}>
          {(data) => (
            <>
              <Show when={data().run?.exitCode != null}>
                <p>
                  <strong>Exit Code:</strong> {data().run?.exitCode}
                </p>
              </Show>
              <Output
                title="Standard Output"
                text={data().run?.stdout ?? ''}
                testId={`tunix:detail-stdout-${props.run.id}`}
              />
              <Output
                title="Standard Error"
                text={data().run?.stderr ?? ''}
                testId={`tunix:detail-stderr-${props.run.id}`}
              />
            </>
          )}
        </Loaded>
      </Show>
    </div>
  );
}
