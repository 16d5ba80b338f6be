import { For, type JSX, Show } from 'solid-js';
import { isMain } from './group.ts';
import css from './MetricChart.module.css';

/** A chart for each thing that was measured: those to look at first, and below them, folded, the others. */
export function MetricCharts(props: { names: string[]; children: (name: string) => JSX.Element }) {
  const main = () => props.names.filter((name) => isMain({ name }));
  const others = () => props.names.filter((name) => !isMain({ name }));
  return (
    <>
      <div class={css['metric-charts']}>
        <For each={main().length > 0 ? main() : others()}>{props.children}</For>
      </div>
      <Show when={main().length > 0 && others().length > 0}>
        <details class={css['metric-others']}>
          <summary>More: {others().join(', ')}</summary>
          <div class={css['metric-charts']}>
            <For each={others()}>{props.children}</For>
          </div>
        </details>
      </Show>
    </>
  );
}
