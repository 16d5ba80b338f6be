import { A } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { isFinal } from '../../../server/runs/status.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunHeaderFragment } from '../graphql/generated/graphql.ts';
import { useNow } from '../ui/clock.tsx';
import { durationText } from '../ui/format/duration.ts';
import { numberText } from '../ui/format/number.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Time } from '../ui/Time.tsx';
import { CancelRun } from './CancelRun.tsx';
import { createRunActions } from './createRunActions.ts';
import { RenameRun } from './RenameRun.tsx';
import { RunConnection } from './RunConnection.tsx';
import css from './RunHeader.module.css';
import { RunProblem } from './RunProblem.tsx';
import { RunProgress } from './RunProgress.tsx';
import { RunStatus } from './RunStatus.tsx';
import { actionsOf, elapsedSeconds, hasFailed, stepsText } from './runFacts.ts';

graphql(`
  fragment RunHeader on Run {
    id
    name
    status
    mode
    isResumable
    message
    datasetKey
    modelId
    createdAt
    startedAt
    endedAt
    durationSeconds
    exitCode
    plan {
      rows
      isPacked
      sequences
      fill
    }
    throughput {
      tokensPerSecond
    }
    timeoutSeconds
    retryOf {
      id
      name
    }
    resumedFrom {
      id
      name
    }
    ...RunProgress
    ...CancelRun
  }
`);

/** Where a run stands, and what can be done with it. */
export function RunHeader(props: { run: RunHeaderFragment }) {
  const now = useNow();
  const actions = createRunActions();
  const [isAsking, setAsking] = createSignal(false);
  const [isRenaming, setRenaming] = createSignal(false);
  const can = () => actionsOf(props.run);
  const elapsed = () => elapsedSeconds(props.run, now());
  return (
    <section class={css['run-header']} data-testid="run-header" data-status={props.run.status}>
      <PageHeader
        title={props.run.name}
        above={[{ href: '/runs', name: 'Runs' }]}
        state={
          <div class={css['run-state']}>
            <RunStatus status={props.run.status} />
            <Show when={!isFinal(props.run.status)}>
              <RunConnection />
            </Show>
            <Show
              when={isTrained(props.run) && stepsText(props.run)}
              fallback={<RunProgress run={props.run} />}
            >
              {(steps) => <span class="faint">{steps()}</span>}
            </Show>
          </div>
        }
        actions={
          <>
            <A class="button" href={`/manifests/new?from=${props.run.id}`}>
              {hasFailed(props.run) ? 'Retry with changes' : 'Duplicate'}
            </A>
            <Show when={can().canResume}>
              <button
                type="button"
                disabled={actions.isBusy()}
                onClick={() => actions.act('resume', props.run.id)}
                title="Goes on from the last checkpoint, as a new run"
              >
                Resume
              </button>
            </Show>
            <Show when={can().canRetry}>
              <button
                type="button"
                disabled={actions.isBusy()}
                onClick={() => actions.act('retry', props.run.id)}
                title="Starts anew with the same configuration, as a new run"
              >
                Retry
              </button>
            </Show>
            <Show when={can().canCancel}>
              <button
                type="button"
                data-look="danger"
                disabled={actions.isBusy()}
                onClick={() => setAsking(true)}
              >
                Cancel
              </button>
            </Show>
            <button type="button" onClick={() => setRenaming(true)}>
              Rename
            </button>
          </>
        }
      />
      <RunProblem actions={actions} />
      <p
        class={hasMore(props.run) ? css['run-says'] : 'visually-hidden'}
        aria-live="polite"
        dir="auto"
      >
        {props.run.message}
      </p>
      <dl class={css['run-facts']}>
        <Fact name="Dataset">
          <A href={`/datasets/${props.run.datasetKey}`}>{props.run.datasetKey}</A>
        </Fact>
        <Fact name="Model">
          <code>{props.run.modelId}</code>
        </Fact>
        <Fact name="Queued">
          <Time at={props.run.createdAt} />
        </Fact>
        <Show when={elapsed() !== undefined}>
          <Fact name={props.run.endedAt ? 'Duration' : 'Running for'}>
            {durationText(elapsed() ?? 0)}
          </Fact>
        </Show>
        <Show when={props.run.throughput?.tokensPerSecond}>
          {(speed) => <Fact name="Speed">{numberText(Math.round(speed()))} tokens/s</Fact>}
        </Show>
        <Show when={props.run.plan?.fill}>
          {(fill) => (
            <Fact name="Fill">
              {Math.round(100 * fill())} %
              {props.run.plan?.isPacked
                ? ` of ${numberText(props.run.plan.sequences ?? 0)} sequences`
                : ', not packed'}
            </Fact>
          )}
        </Show>
        <Show when={props.run.exitCode}>
          <Fact name="Exit code">{props.run.exitCode}</Fact>
        </Show>
        <Show when={props.run.timeoutSeconds}>
          {(seconds) => <Fact name="Time limit">{durationText(seconds())}</Fact>}
        </Show>
        <Show when={props.run.resumedFrom}>
          {(earlier) => (
            <Fact name="Resumed from">
              <A href={`/runs/${earlier().id}`}>{earlier().name}</A>{' '}
              <A href={`/runs/compare?ids=${earlier().id},${props.run.id}`}>both in one chart</A>
            </Fact>
          )}
        </Show>
        <Show when={props.run.retryOf}>
          {(earlier) => (
            <Fact name="Retry of">
              <A href={`/runs/${earlier().id}`}>{earlier().name}</A>
            </Fact>
          )}
        </Show>
      </dl>
      <Show when={isRenaming()}>
        <RenameRun run={props.run} close={() => setRenaming(false)} />
      </Show>
      <Show when={isAsking()}>
        <CancelRun
          run={props.run}
          close={() => setAsking(false)}
          confirm={() => actions.act('cancel', props.run.id)}
        />
      </Show>
    </section>
  );
}

function isTrained({ mode, status }: RunHeaderFragment): boolean {
  return mode === 'LOCAL' && status === 'COMPLETED';
}

/** Whether a run's message says what its status and its steps don't. */
function hasMore({ mode, status, plannedSteps }: RunHeaderFragment): boolean {
  if (mode === 'DRY_RUN') return true;
  return status === 'RUNNING' ? !plannedSteps : status !== 'COMPLETED';
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
