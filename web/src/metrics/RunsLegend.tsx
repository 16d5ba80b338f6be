import { For } from 'solid-js';
import { colorOf } from './line.ts';
import css from './RunsLegend.module.css';

export type LegendRun = { id: string; label: string; name: string };

/** The runs of all charts of a page, each to be hidden and shown; in sight however far one scrolls. */
export function RunsLegend(props: {
  runs: LegendRun[];
  hidden: string[];
  setHidden: (ids: string[]) => void;
  lift: (label: string | null) => void;
}) {
  return (
    <fieldset class={css['runs-legend']}>
      <legend class="visually-hidden">Runs on the charts</legend>
      <For each={props.runs}>
        {(run, index) => (
          <label
            title={run.name}
            onPointerEnter={() => props.lift(run.label)}
            onPointerLeave={() => props.lift(null)}
          >
            <input
              type="checkbox"
              checked={!props.hidden.includes(run.id)}
              onChange={(event) =>
                props.setHidden(
                  event.currentTarget.checked
                    ? props.hidden.filter((id) => id !== run.id)
                    : [...props.hidden, run.id],
                )
              }
            />
            <i style={{ background: colorOf(index()) }} aria-hidden="true" />
            <b>{run.label}</b>
            <span dir="auto">{run.name}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
