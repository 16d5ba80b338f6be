import { createMemo, For, Show } from 'solid-js';
import type { ChartLine } from '../ui/chart/line.ts';
import { alignLines } from '../ui/chart/line.ts';
import type { ShownRange } from '../ui/chart/zoomed.ts';
import { numberText } from '../ui/format/number.ts';
import css from './MetricTable.module.css';

const MOST_ROWS = 200;

/** The values of a chart, or of the part of it that was chosen, as they were measured, the newest first. */
export function MetricTable(props: { name: string; lines: ChartLine[]; range: ShownRange | null }) {
  const table = createMemo(() => {
    const measured = props.lines.map(({ ghost, ...line }) => ({
      ...line,
      values: ghost ?? line.values,
    }));
    return alignLines(measured, { isLog: false });
  });
  const places = createMemo(() => {
    const [from, to] = props.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    return table().steps.flatMap((step, index) => (step >= from && step <= to ? index : []));
  });
  return (
    <section class={css['metric-table']} tabindex="0" aria-label={`${props.name}, values`}>
      <table>
        <thead>
          <tr>
            <th scope="col">step</th>
            <For each={props.lines}>{({ label }) => <th scope="col">{label}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={places().slice(-MOST_ROWS).reverse()}>
            {(place) => (
              <tr>
                <th scope="row">{table().steps[place]}</th>
                <For each={table().columns}>
                  {(column, index) => (
                    <td>{column[place] ?? textAt(props.lines[index()], table().steps[place])}</td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={places().length > MOST_ROWS}>
        <p>
          The last {MOST_ROWS} of {numberText(places().length)} steps on the chart. The CSV has all.
        </p>
      </Show>
    </section>
  );
}

/** What a line has at a step instead of a finite number; nothing where it has no point. */
function textAt(line: ChartLine | undefined, step: number | undefined): string | null {
  return line?.texts[line.steps.indexOf(step ?? -1)] ?? null;
}
