import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { NewestRunFragment } from '../../graphql/generated/graphql.ts';
import { RunProgress } from '../../runs/RunProgress.tsx';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { elapsedSeconds } from '../../runs/runFacts.ts';
import { useNow } from '../../ui/clock.tsx';
import { durationText } from '../../ui/format/duration.ts';
import { Time } from '../../ui/Time.tsx';
import css from './NewestRun.module.css';

graphql(`
  fragment NewestRun on Run {
    id
    name
    status
    message
    datasetKey
    modelId
    createdAt
    startedAt
    endedAt
    durationSeconds
    ...RunProgress
  }
`);

/** A run in a line or two. */
export function NewestRun(props: { run: NewestRunFragment; isNew: boolean }) {
  const now = useNow();
  const duration = () => elapsedSeconds(props.run, now());
  return (
    <li class={css['run-row']} data-testid="run" data-run={props.run.id} data-new={props.isNew}>
      <RunStatus status={props.run.status} />
      <div class={css['run-subject']}>
        <A class={css['run-mode']} href={`/runs/${props.run.id}`}>
          {props.run.name}
        </A>
        <code title="Dataset">{props.run.datasetKey}</code>
        <span>
          <span aria-hidden="true">→ </span>
          <code title="Model">{props.run.modelId}</code>
        </span>
      </div>
      <p class={css['run-message']} dir="auto">
        {props.run.message}
      </p>
      <Show when={props.run.status === 'RUNNING'}>
        <div class={css['run-pace']}>
          <RunProgress run={props.run} />
        </div>
      </Show>
      <div class={css['run-when']}>
        <Time at={props.run.createdAt} />
        <Show when={duration() !== undefined}>
          <span class={css['run-duration']}>
            <span class="visually-hidden">took </span>
            {durationText(duration() ?? 0)}
          </span>
        </Show>
      </div>
    </li>
  );
}
