import { A } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { createEffect, on, Show } from 'solid-js';
import { explainError } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { RunStatus } from '../RunStatus.tsx';
import css from './DryRun.module.css';
import { PreflightReport } from './PreflightReport.tsx';

const DryRunDocument = graphql(`
  subscription DryRun($id: ID!) {
    runUpdated(id: $id) {
      id
      status
      message
      configuration
      preflight {
        ...PreflightReport
      }
    }
  }
`);

/** A dry run as it goes, and what it found. */
export function DryRun(props: {
  runId: string;
  /** The manifest as it is now; a report on another one says so. */
  current?: unknown;
  /** Whether the manifest has changed since it was read. */
  isCurrentOld?: boolean;
  onEnd?: () => void;
}) {
  const [result] = createSubscription({
    query: DryRunDocument,
    variables: () => ({ id: props.runId }),
  });
  const run = () => result.data?.runUpdated;
  createEffect(
    on(
      () => Boolean(run()?.preflight),
      (hasEnded) => hasEnded && props.onEnd?.(),
    ),
  );
  const isOld = () =>
    props.isCurrentOld ||
    (props.current !== undefined &&
      JSON.stringify(run()?.configuration) !== JSON.stringify(props.current));
  return (
    <section
      class={`${css['dry-run']} page-part`}
      aria-labelledby="dry-run-title"
      data-testid="dry-run"
    >
      <header>
        <h2 id="dry-run-title">Dry run</h2>
        <Show when={run()}>{(run) => <RunStatus status={run().status} />}</Show>
        <A href={`/runs/${props.runId}`}>Open the run</A>
      </header>
      <Alert text={result.error && explainError(result.error).message} />
      <Show
        when={run()}
        fallback={
          <Show when={!result.error}>
            <Skeleton width="60%" />
          </Show>
        }
      >
        {(run) => (
          <>
            <Show when={isOld() && run().preflight}>
              <p class={css['dry-run-old']}>
                The form has changed since. Dry-run again to check it as it is.
              </p>
            </Show>
            <Show
              when={run().preflight}
              fallback={
                <p class={run().status === 'FAILED' ? 'field-error' : 'faint'}>{run().message}</p>
              }
            >
              {(preflight) => <PreflightReport preflight={preflight()} runId={props.runId} />}
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}
