import { Show } from 'solid-js';
import { metricText } from '../ui/format/measured.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './BestValue.module.css';
import type { Best } from './best.ts';

/** The best value that a run had and the step of it; of several runs with a star at the best. */
export function BestValue(props: { best: Best; isBestOfAll?: boolean }) {
  return (
    <small class={css['best-value']} title={`${props.best.value} at step ${props.best.step}`}>
      <Show when={props.isBestOfAll}>
        <Icon name="star" />
        <span class="visually-hidden">best of all: </span>
      </Show>
      best {metricText(props.best.value)} @ {props.best.step}
    </small>
  );
}
