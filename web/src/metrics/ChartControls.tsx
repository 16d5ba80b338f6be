import { Show } from 'solid-js';
import { LeftOut } from '../address/LeftOut.tsx';
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
      <label>
        <input
          type="checkbox"
          checked={props.settings.isLog()}
          onChange={(event) => props.settings.setLog(event.currentTarget.checked)}
        />
        Log axis
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
