import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunTimeFragment } from '../graphql/generated/graphql.ts';
import { bytesText } from '../ui/format/bytes.ts';
import { durationText } from '../ui/format/duration.ts';
import { shareText } from '../ui/format/share.ts';
import css from './RunTime.module.css';

graphql(`
  fragment RunTime on Run {
    id
    throughput {
      tokens
      computedTokens
      firstStepSeconds
      peakMemoryBytes
      times {
        activity
        seconds
      }
    }
  }
`);

const NAMES: Record<string, string> = {
  start: 'Start',
  compile: 'Compiling',
  step: 'Steps',
  evaluation: 'Evaluation',
  checkpoint: 'Checkpoints',
};

/** Where the time of a training goes: a bar of its activities, and the numbers. */
export function RunTime(props: { run: RunTimeFragment }) {
  const times = () => props.run.throughput?.times ?? [];
  const total = () => times().reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <Show when={props.run.throughput}>
      {(throughput) => (
        <section class={css['run-time']} aria-labelledby="run-time" data-testid="run-time">
          <h3 id="run-time">Where the time goes</h3>
          <div class={css['run-time-bar']} aria-hidden="true">
            <For each={times()}>
              {(time) => (
                <span
                  data-activity={time.activity}
                  style={{ 'flex-grow': time.seconds / total() }}
                  title={NAMES[time.activity]}
                />
              )}
            </For>
          </div>
          <dl>
            <For each={times()}>
              {(time) => (
                <div data-activity={time.activity}>
                  <dt>{NAMES[time.activity] ?? time.activity}</dt>
                  <dd>
                    {shareText(time.seconds / total())}{' '}
                    <span class="faint">{durationText(time.seconds)}</span>
                  </dd>
                </div>
              )}
            </For>
          </dl>
          <dl>
            <Show when={throughput().computedTokens > 0}>
              <div>
                <dt>Real of what was computed</dt>
                <dd>{shareText(throughput().tokens / throughput().computedTokens)}</dd>
              </div>
            </Show>
            <Show when={throughput().firstStepSeconds}>
              {(seconds) => (
                <div>
                  <dt>First step after</dt>
                  <dd>{durationText(seconds())}</dd>
                </div>
              )}
            </Show>
            <Show when={throughput().peakMemoryBytes}>
              {(bytes) => (
                <div>
                  <dt>Memory at its most</dt>
                  <dd>{bytesText(bytes())}</dd>
                </div>
              )}
            </Show>
          </dl>
        </section>
      )}
    </Show>
  );
}
