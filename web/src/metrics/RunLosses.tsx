import { For, Show } from 'solid-js';
import { Sparkline } from '../ui/chart/Sparkline.tsx';
import type { Loss } from './createSparklines.ts';
import { endingOf } from './ending.ts';
import { LastValue } from './LastValue.tsx';
import { metricText } from './number.ts';
import css from './RunLosses.module.css';

/** The losses of a run: how training's fell, and where each stands. */
export function RunLosses(props: { losses: Loss[] }) {
  const training = () => props.losses.find(({ name }) => name === 'train/loss');
  return (
    <>
      <Show when={training()}>
        {(loss) => (
          <Sparkline label={wordsOf(loss())} steps={loss().steps} values={loss().values} />
        )}
      </Show>
      <For each={props.losses} fallback={<span class="faint">–</span>}>
        {(loss) => (
          <Show when={endingOf(loss)}>
            {(ending) => (
              <span class={css['runs-loss']}>
                {loss.name.replace('/', ' ')} <LastValue ending={ending()} />
              </span>
            )}
          </Show>
        )}
      </For>
    </>
  );
}

function wordsOf(loss: Loss): string {
  const first = loss.values.find((value) => value !== null);
  const ending = endingOf(loss);
  const way =
    first == null || !ending?.finite
      ? ''
      : ` from ${metricText(first)} to ${metricText(ending.finite.value)}`;
  return `Train loss${way}${ending?.text ? `, ${ending.text} at step ${ending.step}` : ''}`;
}
