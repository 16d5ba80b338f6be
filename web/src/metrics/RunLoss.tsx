import { Show } from 'solid-js';
import { Sparkline } from '../ui/chart/Sparkline.tsx';
import { scaleOf } from '../ui/chart/sparkPath.ts';
import { metricText } from '../ui/format/measured.ts';
import type { Sparkline as Loss } from './createSparklines.ts';
import { endingOf } from './ending.ts';
import { LastValue } from './LastValue.tsx';
import css from './RunLoss.module.css';

/** Where a loss of a run stands, and how it came there. */
export function RunLoss(props: {
  loss: Loss | undefined;
  label: string;
  /** The losses that it is held against, of the same dataset. */
  beside: Loss[];
}) {
  return (
    <span class={css['run-loss']}>
      <Show when={props.loss}>
        {(loss) => (
          <Sparkline
            label={wordsOf(props.label, loss())}
            steps={loss().steps}
            values={loss().values}
            scale={scaleOf(props.beside.map(({ values }) => values))}
          />
        )}
      </Show>
      <LastLoss loss={props.loss} />
    </span>
  );
}

/** Where a metric of a run stands, and where it was better. */
export function LastLoss(props: { loss: Loss | undefined }) {
  const ending = () => props.loss && endingOf(props.loss);
  return (
    <Show when={ending()} fallback={<span class="faint">–</span>}>
      {(end) => <LastValue ending={end()} />}
    </Show>
  );
}

function wordsOf(label: string, loss: Loss): string {
  const first = loss.values.find((value) => value !== null);
  const ending = endingOf(loss);
  const way =
    first == null || !ending?.finite
      ? ''
      : ` from ${metricText(first)} to ${metricText(ending.finite.value)}`;
  return `${label}${way}${ending?.text ? `, ${ending.text} at step ${ending.step}` : ''}`;
}
