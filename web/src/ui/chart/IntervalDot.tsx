import { Show } from 'solid-js';
import type { Interval } from '../format/share.ts';
import css from './IntervalDot.module.css';
import { placeIn } from './interval.ts';

/** A number and how sure it is, on an axis that several share: a dot with whiskers, hollow until all is in. */
export function IntervalDot(props: {
  label: string;
  value: number;
  interval: Interval;
  /** What the axis reaches from and to. */
  axis: Interval;
  isUnfinished?: boolean;
  /** Whether it is a difference, of which one wants to know whether it is none. */
  hasZero?: boolean;
}) {
  const place = (value: number) => `${100 * placeIn(props.axis, value)}%`;
  return (
    <div class={css['interval']} role="img" aria-label={props.label} title={props.label}>
      <Show when={props.hasZero}>
        <span class={css['interval-zero']} style={{ left: place(0) }} />
      </Show>
      <span
        class={css['interval-whisker']}
        style={{
          left: place(props.interval[0]),
          right: `${100 * (1 - placeIn(props.axis, props.interval[1]))}%`,
        }}
      />
      <span
        class={css['interval-dot']}
        data-unfinished={props.isUnfinished}
        style={{ left: place(props.value) }}
      />
    </div>
  );
}
