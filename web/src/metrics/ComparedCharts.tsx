import { createMemo, createSignal, For, Show } from 'solid-js';
import { LIST } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import { useConnection } from '../graphql/connection/connection.ts';
import { Problem } from '../graphql/Problem.tsx';
import { shortId } from '../runs/runFacts.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { allPoints } from './allPoints.ts';
import { ChartControls } from './ChartControls.tsx';
import { createChartSettings } from './chartSettings.ts';
import { createRunMetrics } from './createRunMetrics.ts';
import { FinalMetrics } from './FinalMetrics.tsx';
import { groupMetrics, measureOf } from './group.ts';
import { colorOf, lineOf } from './line.ts';
import { MetricChart } from './MetricChart.tsx';
import { MetricCharts } from './MetricCharts.tsx';
import { columnOf } from './RunCharts.tsx';
import { type LegendRun, RunsLegend } from './RunsLegend.tsx';
import type { Series } from './series.ts';
import '../ui/note.css';
import css from './MetricChart.module.css';

/** What several runs measured, laid over one another; a colour a run, evaluations dashed. */
export function ComparedCharts(props: { runs: LegendRun[] }) {
  const connection = useConnection();
  const settings = createChartSettings();
  const [hidden, setHidden] = createAddressValue('hide', LIST);
  const [lifted, lift] = createSignal<string | null>(null);
  const keys = createMemo(() => props.runs.map(({ id }) => id).join());
  // Made anew only when there are other runs, and not when one of them changes.
  const sources = createMemo(() =>
    keys() === ''
      ? []
      : keys()
          .split(',')
          .map((id) => ({ id, metrics: createRunMetrics(id, settings.range) })),
  );
  const measured = createMemo(() =>
    sources().flatMap(({ id, metrics }, index) =>
      (metrics.series() ?? []).map((series) => ({ id, index, series })),
    ),
  );
  const isRead = () => sources().every(({ metrics }) => metrics.series() ?? metrics.failure());
  const steps = createMemo(() => measured().map(({ series }) => series.steps));
  const labelOf = (index: number) => props.runs[index]?.label ?? '';
  const names = createMemo(
    () =>
      groupMetrics(uniqueByName(measured().map(({ series }) => series))).map(({ name }) => name),
    [],
    { equals: (one, other) => one.join() === other.join() },
  );
  const inGroup = (name: string) =>
    measured()
      .filter(({ id, series }) => measureOf(series.name) === name && !hidden().includes(id))
      .sort(
        (one, other) => one.index - other.index || other.series.name.localeCompare(one.series.name),
      );

  return (
    <>
      <FinalMetrics
        runs={sources().map(({ metrics }, index) => ({
          label: labelOf(index),
          series: metrics.series() ?? [],
        }))}
      />
      <section class={css['metrics']} aria-label="Metrics">
        <h2>Metrics</h2>
        <For each={sources()}>
          {({ metrics }) => <Problem failure={metrics.failure()} retry={metrics.retry} />}
        </For>
        <Show
          when={names().length > 0}
          fallback={
            <Show when={isRead()} fallback={<Skeleton width="40%" />}>
              <p class="empty-note">None of these runs has measured anything.</p>
            </Show>
          }
        >
          <ChartControls settings={settings} />
          <RunsLegend runs={props.runs} hidden={hidden()} setHidden={setHidden} lift={lift} />
          <MetricCharts names={names()}>
            {(name) => {
              const entries = createMemo(() => inGroup(name));
              const lines = createMemo(() =>
                entries().map(({ index, series }) =>
                  lineOf(series, {
                    label: `${labelOf(index)} ${series.name}`,
                    color: colorOf(index),
                    weight: settings.weight(),
                  }),
                ),
              );
              return (
                <MetricChart
                  name={name}
                  file={`runs-${props.runs.map(({ id }) => shortId(id)).join('-')}`}
                  settings={settings}
                  count={entries().reduce((sum, { series }) => sum + series.count, 0)}
                  lines={lines()}
                  steps={steps()}
                  reach={null}
                  lifted={lifted()}
                  readColumns={async () => {
                    const columns = await Promise.all(
                      entries().map(async ({ id, index, series }) => {
                        const [whole = series] = await allPoints(connection, {
                          runId: id,
                          series: [series],
                        });
                        return columnOf(whole, `${labelOf(index)} ${series.name}`);
                      }),
                    );
                    return columns;
                  }}
                />
              );
            }}
          </MetricCharts>
        </Show>
      </section>
    </>
  );
}

function uniqueByName(all: Series[]): Series[] {
  return [...new Map(all.map((series) => [series.name, series])).values()];
}
