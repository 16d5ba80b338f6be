import { createMemo, createSignal, Show } from 'solid-js';
import { explainError } from '../graphql/failure.ts';
import { Chart, type Plot } from '../ui/chart/Chart.tsx';
import { chartImage } from '../ui/chart/image.ts';
import { type ChartLine, isWide } from '../ui/chart/line.ts';
import type { EarlyEnd } from '../ui/chart/plot.ts';
import type { ShownRange } from '../ui/chart/zoomed.ts';
import { download } from '../ui/download.ts';
import { metricText } from '../ui/format/measured.ts';
import { numberText } from '../ui/format/number.ts';
import { BestValue } from './BestValue.tsx';
import type { Best } from './best.ts';
import type { ChartSettings } from './chartSettings.ts';
import { type Column, csvOf, fileOf } from './csv.ts';
import css from './MetricChart.module.css';
import { MetricTable } from './MetricTable.tsx';

/** A chart of what was measured, or its values as a table, to look at and to take away. */
export function MetricChart(props: {
  name: string;
  /** How the names of its files begin. */
  file: string;
  lines: ChartLine[];
  /** The steps of all charts beside it, in ascending columns. */
  steps: number[][];
  /** From which step to which all of them reach at least. */
  reach: ShownRange | null;
  end?: EarlyEnd | null;
  /** How many points there are in all, which may be more than are drawn. */
  count: number;
  /** How the names of lines begin that the others stand back for. */
  lifted?: string | null;
  /** The best of what was measured on held-out rows. */
  best?: Best | null;
  settings: ChartSettings;
  /** Every point there is. */
  readColumns: () => Promise<Column[]>;
}) {
  const [problem, setProblem] = createSignal<string>();
  const [isReading, setReading] = createSignal(false);
  let plot: Plot | undefined;
  const isLog = createMemo(() => {
    const axis = props.settings.axis();
    return axis === null ? isWide(props.lines) : axis === '1';
  });
  const drawn = () => props.lines.reduce((sum, { steps }) => sum + steps.length, 0);
  const filename = (ending: string) =>
    `${props.file}-${props.name.replaceAll(/[^\w.-]+/g, '-')}.${ending}`;

  const attempt = async (work: () => Promise<void>) => {
    setProblem(undefined);
    setReading(true);
    try {
      await work();
    } catch (error) {
      setProblem(explainError(error).message);
    } finally {
      setReading(false);
    }
  };
  const savePng = () =>
    attempt(async () => {
      if (!plot) return;
      const image = await chartImage(plot, { title: props.name, lines: props.lines });
      download(image, filename('png'));
    });
  const saveCsv = () =>
    attempt(async () => {
      download(await fileOf(csvOf(await props.readColumns()), 'text/csv'), filename('csv'));
    });

  return (
    <section
      class={css['metric-chart']}
      aria-label={props.name}
      data-testid={`chart:${props.name}`}
    >
      <header>
        <h3>{props.name}</h3>
        <Show when={props.best}>{(best) => <BestValue best={best()} />}</Show>
        <Show when={drawn() < props.count}>
          <span
            class={css['metric-chart-note']}
            title="Peaks and gaps are kept. The CSV has every point."
          >
            {numberText(drawn())} of {numberText(props.count)} points
          </span>
        </Show>
        <Show when={!props.settings.isTable()}>
          <button type="button" data-look="link" onClick={savePng} disabled={isReading()}>
            PNG
          </button>
        </Show>
        <button type="button" data-look="link" onClick={saveCsv} disabled={isReading()}>
          CSV
        </button>
      </header>
      <Show when={problem()}>{(message) => <p role="alert">{message()}</p>}</Show>
      <Show
        when={!props.settings.isTable()}
        fallback={
          <MetricTable name={props.name} lines={props.lines} range={props.settings.range()} />
        }
      >
        <Chart
          label={`${props.name}: ${props.lines.map(lastWords).join('; ')}`}
          lines={props.lines}
          isLog={isLog()}
          lifted={props.lifted ?? null}
          syncKey="metrics"
          steps={props.steps}
          reach={props.reach}
          end={props.end ?? null}
          range={props.settings.range()}
          onRange={props.settings.setRange}
          valueText={metricText}
          onPlot={(opened) => {
            plot = opened;
          }}
        />
      </Show>
    </section>
  );
}

function lastWords({ label, steps, values, ghost, texts }: ChartLine): string {
  const last = (ghost ?? values).at(-1);
  const words = last == null ? texts.at(-1) : metricText(last);
  return `${label} at step ${steps.at(-1) ?? 0} is ${words ?? 'not known'}`;
}
