import { For, Show } from 'solid-js';
import { endingOf } from './ending.ts';
import { LastValue } from './LastValue.tsx';
import type { Series } from './series.ts';
import '../ui/table.css';

/** The last value of each metric, by run. */
export function FinalMetrics(props: { runs: { label: string; series: Series[] }[] }) {
  const names = () =>
    [...new Set(props.runs.flatMap(({ series }) => series.map(({ name }) => name)))].sort();
  const last = (series: Series[], name: string) => {
    const found = series.find((one) => one.name === name);
    return found ? endingOf(found) : null;
  };
  return (
    <Show when={names().length > 0}>
      <section class="page-part" aria-labelledby="final-title">
        <h2 id="final-title">Last values</h2>
        <section class="table-scroll" tabindex="0" aria-label="Last values, by run">
          <table class="table" data-testid="final-metrics">
            <thead>
              <tr>
                <th scope="col">Metric</th>
                <For each={props.runs}>
                  {({ label }) => (
                    <th scope="col" class="table-number">
                      {label}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={names()}>
                {(name) => (
                  <tr>
                    <th scope="row">
                      <code>{name}</code>
                    </th>
                    <For each={props.runs}>
                      {({ series }) => (
                        <td class="table-number">
                          <Show when={last(series, name)} fallback={<span class="faint">–</span>}>
                            {(ending) => <LastValue ending={ending()} />}
                          </Show>
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </section>
    </Show>
  );
}
