import { Show } from 'solid-js';
import { metricText } from '../ui/format/measured.ts';
import type { Ending } from './ending.ts';
import css from './LastValue.module.css';

/** The last value of a series; where that is no finite number, the last one that is beside it. */
export function LastValue(props: { ending: Ending }) {
  const finite = () => props.ending.finite;
  return (
    <>
      <Show when={props.ending.text}>
        {(text) => (
          <strong class={css['not-finite']} title={`At step ${props.ending.step}`}>
            {text()}
          </strong>
        )}
      </Show>
      <Show when={finite()}>
        {(point) => (
          <Show
            when={props.ending.text}
            fallback={
              <span title={`${point().value} at step ${point().step}`}>
                {metricText(point().value)}
              </span>
            }
          >
            <span class={css['last-finite']} title={`${point().value}`}>
              {' '}
              {metricText(point().value)} at step {point().step}
            </span>
          </Show>
        )}
      </Show>
    </>
  );
}
