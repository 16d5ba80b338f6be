import { createMemo, For } from 'solid-js';
import type { SiblingStepFragment } from '../graphql/generated/graphql.ts';
import { createChartSettings } from '../metrics/chartSettings.ts';
import { createRunMetrics } from '../metrics/createRunMetrics.ts';
import { measureOf } from '../metrics/group.ts';
import { colorOf, lineOf } from '../metrics/line.ts';
import metricChart from '../metrics/MetricChart.module.css';
import { MetricChart } from '../metrics/MetricChart.tsx';
import { shortId } from '../runs/runFacts.ts';
import type { ChartLine } from '../ui/chart/line.ts';

type Shown = { name: string; lines: ChartLine[] };

/** How a training's checkpoints did by step, above its losses on the same axis. */
export function Timeline(props: { trainingId: string; of: SiblingStepFragment[] }) {
  const settings = createChartSettings();
  const metrics = createMemo(() => createRunMetrics(props.trainingId, settings.range));
  const losses = createMemo(() =>
    (metrics().series() ?? [])
      .filter(({ name }) => measureOf(name) === 'loss')
      .map((series, index) =>
        lineOf(series, { label: series.name, color: colorOf(index), weight: settings.weight() }),
      ),
  );
  const charts = createMemo((): Shown[] => [
    { name: 'accuracy', lines: sharesOf(props.of) },
    { name: 'tokens', lines: [lineOver(props.of, 'tokens', 0, ({ tokens }) => tokens.all)] },
    ...(losses().length > 0 ? [{ name: 'loss', lines: losses() }] : []),
  ]);
  const steps = createMemo(() => charts().flatMap(({ lines }) => lines.map(({ steps }) => steps)));
  return (
    <div class={metricChart['metric-charts']} data-testid="timeline">
      <For each={charts().map(({ name }) => name)}>
        {(name) => {
          const lines = createMemo(
            () => charts().find((chart) => chart.name === name)?.lines ?? [],
          );
          return (
            <MetricChart
              name={name}
              file={`run-${shortId(props.trainingId)}`}
              settings={settings}
              count={lines().reduce((sum, { steps }) => sum + steps.length, 0)}
              lines={lines()}
              steps={steps()}
              reach={[0, 0]}
              readColumns={async () =>
                lines().map(({ label, steps, ghost, values, texts }) => ({
                  label,
                  steps,
                  cells: (ghost ?? values).map((value, place) => value ?? texts[place] ?? null),
                }))
              }
            />
          );
        }}
      </For>
    </div>
  );
}

type Numbers = NonNullable<SiblingStepFragment['numbers']>;

function sharesOf(evaluations: SiblingStepFragment[]): ChartLine[] {
  const tries = evaluations.flatMap(({ numbers }) => numbers?.solvedIn.at(-1)?.tries ?? []);
  const most = Math.max(1, ...tries);
  return [
    lineOver(evaluations, 'accuracy', 0, ({ accuracy }) => accuracy?.value),
    ...(most > 1
      ? [
          lineOver(
            evaluations,
            `solved in ${most} tries`,
            1,
            ({ solvedIn }) => solvedIn.find(({ tries }) => tries === most)?.value,
          ),
        ]
      : []),
    lineOver(evaluations, 'cut off', 2, ({ cutOffShare }) => cutOffShare),
  ];
}

function lineOver(
  evaluations: SiblingStepFragment[],
  label: string,
  place: number,
  pick: (numbers: Numbers) => number | null | undefined,
): ChartLine {
  const known = evaluations.flatMap(({ step, numbers }) => {
    const value = numbers && pick(numbers);
    return value == null ? [] : { step, value };
  });
  const inOrder = known.toSorted((one, other) => one.step - other.step);
  return {
    label,
    color: colorOf(place),
    steps: inOrder.map(({ step }) => step),
    values: inOrder.map(({ value }) => value),
    texts: inOrder.map(() => null),
    hasDots: true,
  };
}
