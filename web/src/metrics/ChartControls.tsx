import { For, Show } from 'solid-js';
import { LeftOut } from '../address/LeftOut.tsx';
import '../ui/Field.css';
import css from './ChartControls.module.css';
import { CHART_CODECS, type ChartSettings } from './chartSettings.ts';

/** How all charts of a page are shown. */
export function ChartControls(props: { settings: ChartSettings }) {
  return (
    <form
      class={css['chart-controls']}
      aria-label="Charts"
      onSubmit={(event) => event.preventDefault()}
    >
      <label title="How much a point counts what was before it; evaluations are shown as they are">
        Smoothing
        <input
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          value={props.settings.weight()}
          onInput={(event) => props.settings.setWeight(event.currentTarget.valueAsNumber)}
        />
        <output>{props.settings.weight().toFixed(2)}</output>
      </label>
      <label title="Of itself logarithmic where the greatest value is over 50 times the least">
        Axis
        <select
          class="select-input"
          onChange={(event) =>
            props.settings.setAxis(CHART_CODECS.log.read(event.currentTarget.value) ?? null)
          }
        >
          <For each={AXES}>
            {([value, word]) => (
              <option value={value ?? ''} selected={props.settings.axis() === value}>
                {word}
              </option>
            )}
          </For>
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={props.settings.isTable()}
          onChange={(event) => props.settings.setTable(event.currentTarget.checked)}
        />
        Table
      </label>
      <Show when={props.settings.range()}>
        {(range) => (
          <button type="button" onClick={() => props.settings.setRange(null)}>
            Steps {range()[0]} to {range()[1]}: show all
          </button>
        )}
      </Show>
      <LeftOut of={CHART_CODECS} />
    </form>
  );
}

const AXES = [
  [null, 'automatic'],
  ['0', 'linear'],
  ['1', 'log'],
] as const;
