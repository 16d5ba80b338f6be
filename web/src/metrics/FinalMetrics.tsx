import { For, Show } from 'solid-js';
import { BestValue } from './BestValue.tsx';
import { bestOf, bestPlaces } from './best.ts';
import { endingOf } from './ending.ts';
import { LastValue } from './LastValue.tsx';
import type { Series } from './series.ts';
import '../ui/table.css';

/** The last value of each metric, by run; of losses also the best, with a star at the run that has the least. */
export function FinalMetrics(props: { runs: { label: string; series: Series[] }[] }) {
  const names = () =>
    [...new Set(props.runs.flatMap(({ series }) => series.map(({ name }) => name)))].sort();
  const last = (series: Series[], name: string) => {
    const found = series.find((one) => one.name === name);
    return found ? endingOf(found) : null;
  };
  const best = (series: Series[], name: string) => {
    const found = series.find((one) => one.name === name);
    return found ? bestOf(found) : null;
  };
  const stars = (name: string) =>
    bestPlaces(
      name,
      props.runs.map(({ series }) => best(series, name)),
    );
  return (
    <Show when={names().length > 0}>
      <section class="page-part" aria-labelledby="final-title">
        <h2 id="final-title">Last and best values</h2>
        <section class="table-scroll" tabindex="0" aria-label="Last and best values, by run">
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
                      {({ series }, index) => (
                        <td class="table-number">
                          <Show when={last(series, name)} fallback={<span class="faint">–</span>}>
                            {(ending) => <LastValue ending={ending()} />}
                          </Show>
                          <Show when={best(series, name)}>
                            {(found) => (
                              <BestValue
                                best={found()}
                                isBestOfAll={stars(name).includes(index())}
                              />
                            )}
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
