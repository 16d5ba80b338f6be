import { createMemo, For, Show } from 'solid-js';
import type { ChartLine } from '../ui/chartLine.ts';
import { alignLines } from '../ui/chartLine.ts';
import { numberText } from '../ui/number.ts';
import { valueText } from './number.ts';
import './MetricTable.css';

const MOST_ROWS = 200;

/** The values of a chart as they were measured, the newest first. */
export function MetricTable(props: { name: string; lines: ChartLine[] }) {
  const table = createMemo(() => {
    const raw = props.lines.map((line) => ({
      label: line.label,
      color: line.color,
      steps: line.steps,
      values: line.ghost ?? line.values,
    }));
    return alignLines(raw, { isLog: false });
  });
  const places = () =>
    table()
      .steps.map((_, index) => index)
      .slice(-MOST_ROWS)
      .reverse();
  return (
    <section class="metric-table" tabindex="0" aria-label={`${props.name}, values`}>
      <table>
        <thead>
          <tr>
            <th scope="col">step</th>
            <For each={props.lines}>{({ label }) => <th scope="col">{label}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={places()}>
            {(place) => (
              <tr>
                <th scope="row">{table().steps[place]}</th>
                <For each={table().columns}>{(column) => <td>{words(column[place])}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={table().steps.length > MOST_ROWS}>
        <p>
          The last {MOST_ROWS} of {numberText(table().steps.length)} steps on the chart. The CSV has
          all.
        </p>
      </Show>
    </section>
  );
}

function words(value: number | null | undefined): string {
  if (value === undefined) return '';
  return value === null ? 'not finite' : valueText(value);
}
