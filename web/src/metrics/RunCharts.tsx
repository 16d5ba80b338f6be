import { createMemo, For, Show } from 'solid-js';
import { useConnection } from '../graphql/connection/connection.ts';
import { Problem } from '../graphql/Problem.tsx';
import { shortId } from '../runs/runFacts.ts';
import type { ShownRange } from '../ui/chart/zoomed.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { allPoints } from './allPoints.ts';
import { type Best, bestOf } from './best.ts';
import { ChartControls } from './ChartControls.tsx';
import { createChartSettings } from './chartSettings.ts';
import { createRunMetrics } from './createRunMetrics.ts';
import { groupMetrics, type MetricGroup, modeOf } from './group.ts';
import { colorOf, lineOf } from './line.ts';
import { MetricChart } from './MetricChart.tsx';
import { MetricCharts } from './MetricCharts.tsx';
import type { Series } from './series.ts';
import '../ui/note.css';
import metricChart from './MetricChart.module.css';
import css from './RunCharts.module.css';

/** What a run measures, a chart for each thing, training and evaluation together, as it goes on. */
export function RunCharts(props: {
  runId: string;
  isEnded: boolean;
  /** What is said of how it ended, where it did so before its last step. */
  endWord: string | null;
  /** The step that it ends with if nothing stops it. */
  plannedSteps: number | null;
  isResumed: boolean;
}) {
  const connection = useConnection();
  const settings = createChartSettings();
  const metrics = createMemo(() => createRunMetrics(props.runId, settings.range));
  const groups = createMemo(
    () => new Map(groupMetrics(metrics().series() ?? []).map((group) => [group.name, group])),
  );
  const names = createMemo(() => [...groups().keys()], [], { equals: areSame });
  const steps = createMemo(() => (metrics().series() ?? []).map(({ steps }) => steps));
  // A run that goes on from another begins where that ended.
  const reach = createMemo<ShownRange>(
    () => [props.isResumed ? Number.POSITIVE_INFINITY : 0, props.plannedSteps ?? 0],
    [0, 0],
    { equals: (one, other) => one.join() === other.join() },
  );
  const end = createMemo(
    () => {
      const step = Math.max(0, ...steps().map((column) => column.at(-1) ?? 0));
      const isEarly = step > 0 && step < (props.plannedSteps ?? 0);
      return props.endWord && isEarly ? { step, word: props.endWord } : null;
    },
    null,
    { equals: (one, other) => one?.step === other?.step && one?.word === other?.word },
  );
  return (
    <section class={metricChart['metrics']} aria-label="Metrics">
      <Problem failure={metrics().failure()} retry={() => metrics().retry()} />
      <Show when={metrics().series()} fallback={<ChartSkeletons />}>
        <Show when={names().length > 0} fallback={<NoMetrics isEnded={props.isEnded} />}>
          <ChartControls settings={settings} />
          <MetricCharts names={names()}>
            {(name) => {
              const group = createMemo<MetricGroup>((last) => groups().get(name) ?? last, {
                name,
                series: [],
              });
              const lines = createMemo(() =>
                group().series.map((series, index) =>
                  lineOf(series, {
                    label: series.name,
                    color: colorOf(index),
                    weight: settings.weight(),
                  }),
                ),
              );
              return (
                <MetricChart
                  name={name}
                  file={`run-${shortId(props.runId)}`}
                  settings={settings}
                  count={group().series.reduce((sum, { count }) => sum + count, 0)}
                  lines={lines()}
                  best={heldOutBest(group().series)}
                  steps={steps()}
                  reach={reach()}
                  end={end()}
                  readColumns={async () =>
                    (
                      await allPoints(connection, {
                        runId: props.runId,
                        series: group().series,
                      })
                    ).map((one) => columnOf(one))
                  }
                />
              );
            }}
          </MetricCharts>
        </Show>
      </Show>
    </section>
  );
}

/** The best of what was measured on held-out rows. */
function heldOutBest(all: Series[]): Best | null {
  const found = all.find(({ name }) => modeOf(name) === 'eval');
  return found ? bestOf(found) : null;
}

/** A series as a column of a table to take away. */
export function columnOf({ name, steps, values, texts }: Series, label = name) {
  return { label, steps, cells: values.map((value, index) => value ?? texts[index] ?? null) };
}

function ChartSkeletons() {
  return (
    <div class={metricChart['metric-charts']} aria-busy="true">
      <For each={['5ch', '9ch']}>
        {(width) => (
          <div class={`${metricChart['metric-chart']} ${css['metric-chart-skeleton']}`}>
            <Skeleton width={width} />
            <Skeleton width="100%" />
          </div>
        )}
      </For>
    </div>
  );
}

function NoMetrics(props: { isEnded: boolean }) {
  return (
    <p class="empty-note">
      {props.isEnded
        ? 'This run measured nothing before it ended.'
        : 'Nothing is measured yet. The first loss comes when the model is loaded and compiled.'}
    </p>
  );
}

function areSame(one: string[], other: string[]): boolean {
  return one.join('\n') === other.join('\n');
}
