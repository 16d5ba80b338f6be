import { createMemo, createUniqueId, For, Show } from 'solid-js';
import { numberText } from '../ui/format/number.ts';
import { histogramOf, quantile } from './histogram.ts';
import css from './Lengths.module.css';
import { LENGTH } from './ranges.ts';
import { type Bin, rowsOver, rowsOverText } from './rowsOver.ts';
import '../ui/Field.css';

// What one wants to keep of all rows, and how much of them that is.
const KEPT = [
  ['p95', 0.95],
  ['p99', 0.99],
  ['all', 1],
] as const;

/** How long the rendered rows are, and which of them a longest row that one moves would drop. */
export function Lengths(props: {
  bins: readonly Bin[];
  limit: number;
  setLimit: (limit: number) => void;
}) {
  const id = createUniqueId();
  const histogram = createMemo(() => histogramOf(props.bins));
  const marks = createMemo(() => [
    { name: 'median', at: quantile(props.bins, 0.5) },
    { name: 'p95', at: quantile(props.bins, 0.95) },
  ]);
  const setWithin = (limit: number) =>
    props.setLimit(Math.round(Math.min(LENGTH.max, Math.max(LENGTH.min, limit))));
  return (
    <figure class={css['lengths']}>
      <figcaption>
        <span>Length of rows in tokens, estimated at one for three characters</span>
        <output
          for={id}
          data-testid="dropped-rows"
          data-drops={rowsOver(props.bins, props.limit).most > 0}
        >
          {rowsOverText(props.bins, props.limit)}
        </output>
      </figcaption>
      <Show when={histogram()}>
        {(drawn) => {
          const share = (value: number) => (value - drawn().from) / (drawn().end - drawn().from);
          const place = (value: number) => `${100 * Math.min(1, Math.max(0, share(value)))}%`;
          const isBeyond = () => props.limit > drawn().end;
          return (
            <div class={css['lengths-drawing']}>
              <span class={css['lengths-most']} aria-hidden="true">
                {numberText(drawn().most)}
              </span>
              <p class={css['lengths-marks']}>
                {marks()
                  .map(({ name, at }) => `${name} ${numberText(at)}`)
                  .join(' · ')}
              </p>
              <div class={css['lengths-plot']}>
                <For each={drawn().bars}>
                  {(bar) => (
                    <div
                      aria-hidden="true"
                      class={css['lengths-bar']}
                      data-over={
                        bar.from > props.limit ? 'all' : bar.to > props.limit ? 'some' : 'none'
                      }
                      title={`${numberText(bar.from)} to ${numberText(bar.to)} tokens: ${numberText(bar.count)} rows`}
                      style={{
                        height:
                          bar.count === 0 ? '0' : `max(2px, ${(100 * bar.count) / drawn().most}%)`,
                      }}
                    />
                  )}
                </For>
                <For each={marks()}>
                  {(mark) => (
                    <span
                      class={css['lengths-mark']}
                      title={mark.name}
                      style={{ left: place(mark.at) }}
                    />
                  )}
                </For>
                <input
                  class={css['lengths-slider']}
                  type="range"
                  aria-label="Longest row, slider"
                  data-beyond={isBeyond()}
                  min={drawn().from}
                  max={drawn().end}
                  step={1}
                  value={Math.min(props.limit, drawn().end)}
                  onInput={(event) => {
                    setWithin(event.currentTarget.valueAsNumber);
                    event.currentTarget.valueAsNumber = Math.min(props.limit, drawn().end);
                  }}
                />
                <Show when={isBeyond()}>
                  <span class={css['lengths-beyond']}>{numberText(props.limit)} →</span>
                </Show>
              </div>
              <div class={css['lengths-ticks']} aria-hidden="true">
                <For each={drawn().ticks}>
                  {(tick) => <span style={{ left: place(tick) }}>{numberText(tick)}</span>}
                </For>
              </div>
            </div>
          );
        }}
      </Show>
      <div class={css['lengths-limit']}>
        <label>
          Longest row, tokens
          <input
            id={id}
            class="number-input"
            type="number"
            min={LENGTH.min}
            max={LENGTH.max}
            value={props.limit}
            onInput={(event) => {
              const value = event.currentTarget.valueAsNumber;
              if (value >= LENGTH.min && value <= LENGTH.max) props.setLimit(Math.round(value));
            }}
            onChange={(event) => {
              event.currentTarget.valueAsNumber = props.limit;
            }}
          />
        </label>
        <For each={KEPT}>
          {([name, kept]) => (
            <button
              type="button"
              data-look="link"
              title={`${numberText(quantile(props.bins, kept))} tokens`}
              onClick={() => setWithin(quantile(props.bins, kept))}
            >
              {name}
              <span class="visually-hidden"> of the rows</span>
            </button>
          )}
        </For>
        <code class="faint">max_seq_length</code>
      </div>
    </figure>
  );
}
