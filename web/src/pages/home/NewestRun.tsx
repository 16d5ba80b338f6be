import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { NewestRunFragment } from '../../graphql/generated/graphql.ts';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { elapsedSeconds, MODES, remainingSeconds } from '../../runs/runFacts.ts';
import { useNow } from '../../ui/clock.tsx';
import { durationText } from '../../ui/format/duration.ts';
import { numberText } from '../../ui/format/number.ts';
import { Time } from '../../ui/Time.tsx';
import './NewestRun.css';

graphql(`
  fragment NewestRun on Run {
    id
    status
    mode
    message
    datasetKey
    modelId
    createdAt
    startedAt
    endedAt
    durationSeconds
    step
    plannedSteps
    lastStepAt
    remainingSeconds
  }
`);

/** A run in a line or two. */
export function NewestRun(props: { run: NewestRunFragment; isNew: boolean }) {
  const now = useNow();
  const duration = () => elapsedSeconds(props.run, now());
  return (
    <li class="run-row" data-testid="run" data-run={props.run.id} data-new={props.isNew}>
      <RunStatus status={props.run.status} />
      <div class="run-subject">
        <A class="run-mode" href={`/runs/${props.run.id}`}>
          {MODES[props.run.mode]}
        </A>
        <code title="Dataset">{props.run.datasetKey}</code>
        <span>
          <span aria-hidden="true">→ </span>
          <code title="Model">{props.run.modelId}</code>
        </span>
      </div>
      <p class="run-message" dir="auto">
        {props.run.message}
      </p>
      <Show when={props.run.status === 'RUNNING' && props.run.plannedSteps}>
        {(planned) => (
          <div class="run-progress">
            <progress value={props.run.step} max={planned()} aria-label="Optimizer steps" />
            <span>
              {numberText(props.run.step)} of {numberText(planned())} steps
              <Show when={remainingSeconds(props.run, now())}>
                {(seconds) => <>, about {durationText(Math.ceil(seconds()))} left</>}
              </Show>
            </span>
          </div>
        )}
      </Show>
      <div class="run-when">
        <Time at={props.run.createdAt} />
        <Show when={duration() !== undefined}>
          <span class="run-duration">
            <span class="visually-hidden">took </span>
            {durationText(duration() ?? 0)}
          </span>
        </Show>
      </div>
    </li>
  );
}
