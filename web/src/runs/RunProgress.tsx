import { Match, Show, Switch } from 'solid-js';
import { isFinal } from '../../../server/runs/status.ts';
import { useConnection } from '../graphql/connection/connection.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunProgressFragment } from '../graphql/generated/graphql.ts';
import { useNow } from '../ui/clock.tsx';
import { durationText } from '../ui/format/duration.ts';
import css from './RunProgress.module.css';
import { paceText, remainingSeconds, stepsText } from './runFacts.ts';

graphql(`
  fragment RunProgress on Run {
    id
    status
    mode
    kind
    step
    plannedSteps
    lastStepAt
    stepsPerSecond
    remainingSeconds
  }
`);

/** How far a run is and, unless it is to be brief, how fast it goes and how long it still takes. */
export function RunProgress(props: { run: RunProgressFragment; isBrief?: boolean }) {
  const now = useNow();
  const connection = useConnection();
  // Who hears nothing of a run knows nothing of its pace.
  const isHeard = () => connection.state() === 'live';
  const remaining = () => (isHeard() ? remainingSeconds(props.run, now()) : undefined);
  const share = () => Math.floor((100 * props.run.step) / (props.run.plannedSteps || 1));
  return (
    <div class={css['run-progress-bar']}>
      <Switch>
        <Match when={props.run.mode === 'LOCAL' && props.run.plannedSteps}>
          {(planned) => (
            <>
              <progress
                value={props.run.step}
                max={planned()}
                aria-label={props.run.kind === 'SFT' ? 'Optimizer steps' : 'Samples'}
                data-ended={isFinal(props.run.status)}
              />
              <span>
                {stepsText(props.run)}
                <Show when={!props.isBrief}>
                  <span class="faint"> · {share()} %</span>
                </Show>
              </span>
            </>
          )}
        </Match>
        <Match when={props.run.status === 'PENDING'}>
          <span class="faint">queued, not started</span>
        </Match>
        <Match when={!isFinal(props.run.status)}>
          <progress aria-label="At work" />
        </Match>
      </Switch>
      <Show
        when={!props.isBrief && !isFinal(props.run.status) && isHeard() && props.run.stepsPerSecond}
      >
        {(pace) => <span class="faint">{paceText(pace(), props.run.kind)}</span>}
      </Show>
      <Show when={!props.isBrief && remaining()}>
        <span>{durationText(Math.ceil(remaining() ?? 0)).replace('.0', '')} left</span>
      </Show>
    </div>
  );
}
