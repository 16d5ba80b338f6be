import { A, useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { isFinal } from '../../../server/runs/status.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunHeaderFragment } from '../graphql/generated/graphql.ts';
import { Notes } from '../shell/Notes.tsx';
import { useNow } from '../ui/clock.tsx';
import { durationText } from '../ui/format/duration.ts';
import { numberText } from '../ui/format/number.ts';
import { Menu } from '../ui/Menu.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Time } from '../ui/Time.tsx';
import { CancelRun } from './CancelRun.tsx';
import { createRunActions } from './createRunActions.ts';
import { DeleteRuns } from './DeleteRuns.tsx';
import { createRunMarks } from './marks/createRunMarks.ts';
import { RunTags } from './marks/RunTags.tsx';
import { TagRuns } from './marks/TagRuns.tsx';
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
    kind
    startRun {
      id
      name
    }
    startModelVersion {
      id
      reference
      model {
        id
        name
      }
    }
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
    notes
    tags
    isPinned
    archivedAt
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

const NoteRunDocument = graphql(`
  mutation NoteRun($id: ID!, $notes: String!) {
    outcome: noteRun(id: $id, notes: $notes) {
      __typename
      ... on Run {
        id
        notes
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

/** Where a run stands, and what can be done with it. */
export function RunHeader(props: { run: RunHeaderFragment }) {
  const now = useNow();
  const actions = createRunActions();
  const [isAsking, setAsking] = createSignal(false);
  const [isRenaming, setRenaming] = createSignal(false);
  const [isTagging, setTagging] = createSignal(false);
  const marks = createRunMarks();
  const [isDeleting, setDeleting] = createSignal(false);
  const navigate = useNavigate();
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
            {/* Beside the state, where it moves nothing as it comes and goes. */}
            <Message run={props.run} isShown={!isFinal(props.run.status)} look="faint" />
          </div>
        }
        actions={
          <>
            <Show when={props.run.kind === 'SFT' && props.run.mode === 'LOCAL'}>
              <A class="button" href={`/evaluations/new?run=${props.run.id}`}>
                Evaluate…
              </A>
            </Show>
            <Show when={props.run.kind === 'SFT'}>
              <A class="button" href={`/manifests/new?from=${props.run.id}`}>
                {hasFailed(props.run) ? 'Retry with changes' : 'Duplicate'}
              </A>
            </Show>
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
            <Menu
              label={`More of ${props.run.name}`}
              items={[
                { name: 'Tags…', choose: () => setTagging(true) },
                {
                  name: props.run.isPinned ? 'Unpin' : 'Pin to the top of the list',
                  choose: () => void marks.turn('pin', props.run),
                },
                ...(isFinal(props.run.status)
                  ? [
                      {
                        name: props.run.archivedAt ? 'Take back into the list' : 'Put aside',
                        choose: () => void marks.turn('archive', props.run),
                      },
                    ]
                  : []),
              ]}
            />
            <Show when={can().canDelete}>
              <button type="button" data-look="danger" onClick={() => setDeleting(true)}>
                Delete…
              </button>
            </Show>
          </>
        }
      />
      <RunProblem actions={actions} />
      <Message run={props.run} isShown={isFinal(props.run.status)} look={css['run-says']} />
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
        <Show when={props.run.startModelVersion}>
          {(version) => (
            <Fact name="Starts from">
              <A href={`/models/${version().model.name}`}>{version().reference}</A>
            </Fact>
          )}
        </Show>
        <Show when={!props.run.startModelVersion && props.run.startRun}>
          {(training) => (
            <Fact name="Training">
              <A href={`/runs/${training().id}`}>{training().name}</A>
            </Fact>
          )}
        </Show>
        <Show when={props.run.archivedAt}>
          {(at) => (
            <Fact name="Put aside">
              <Time at={at()} />
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
      <div class={css['run-marks']}>
        <RunTags tags={props.run.tags} />
        <Notes
          name={props.run.name}
          notes={props.run.notes}
          of={{ id: props.run.id }}
          document={NoteRunDocument}
        />
      </div>
      <Show when={isTagging()}>
        <TagRuns
          ids={[props.run.id]}
          name={props.run.name}
          common={props.run.tags}
          close={() => setTagging(false)}
        />
      </Show>
      <Show when={isRenaming()}>
        <RenameRun run={props.run} close={() => setRenaming(false)} />
      </Show>
      <Show when={isDeleting()}>
        <DeleteRuns
          ids={[props.run.id]}
          called={props.run.name}
          close={() => setDeleting(false)}
          deleted={(ids) => ids.length > 0 && navigate('/runs', { replace: true })}
        />
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

function Message(props: { run: RunHeaderFragment; isShown: boolean; look: string | undefined }) {
  return (
    <p
      class={props.isShown && hasMore(props.run) ? props.look : 'visually-hidden'}
      aria-live="polite"
      dir="auto"
    >
      {props.isShown ? props.run.message : ''}
    </p>
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
