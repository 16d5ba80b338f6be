import { createMemo, createUniqueId, For, Show } from 'solid-js';
import { numberText } from '../ui/format/number.ts';
import { histogramOf } from './histogram.ts';
import css from './Lengths.module.css';
import { type Quantile, quantile } from './quantile.ts';
import { LENGTH } from './ranges.ts';
import { type Bin, rowsOver, rowsOverText } from './rowsOver.ts';
import '../ui/Field.css';

// What one wants to keep of all rows, and how much of them that is.
const KEPT = [
  ['p95', 0.95],
  ['p99', 0.99],
  ['all', 1],
] as const;

const MARKED = [
  ['median', 0.5],
  ['p95', 0.95],
] as const;

/** How long the rendered rows are, and which of them a longest row that one moves would drop. */
export function Lengths(props: {
  bins: readonly Bin[];
  limit: number;
  setLimit: (limit: number) => void;
}) {
  const id = createUniqueId();
  const histogram = createMemo(() => histogramOf(props.bins));
  const marks = createMemo(() =>
    MARKED.flatMap(([name, share]) => {
      const at = quantile(props.bins, share);
      return at ? { name, at } : [];
    }),
  );
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
          // A line stands behind the rows of its length, which it keeps.
          const least = () => drawn().from - 1;
          const greatest = () => drawn().end - 1;
          const beyond = () =>
            props.limit > greatest() ? 'after' : props.limit < least() ? 'before' : undefined;
          const shown = () => Math.max(least(), Math.min(props.limit, greatest()));
          return (
            <div class={css['lengths-drawing']}>
              <span class={css['lengths-most']} aria-hidden="true">
                {numberText(drawn().most)}
              </span>
              <div class={css['lengths-marks']}>
                <For each={marks()}>
                  {({ name, at }) => (
                    <p
                      data-side={share(at.length + 1) > 0.5 ? 'before' : 'after'}
                      style={{ '--at': place(at.length + 1) }}
                    >
                      {name} {quantileText(at)}
                    </p>
                  )}
                </For>
              </div>
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
                  {({ name, at }) => (
                    <span
                      class={css['lengths-mark']}
                      data-name={name}
                      style={{ left: place(at.length + 1) }}
                    />
                  )}
                </For>
                <input
                  class={css['lengths-slider']}
                  type="range"
                  aria-label="Longest row, slider"
                  data-beyond={beyond()}
                  min={least()}
                  max={greatest()}
                  step={1}
                  value={shown()}
                  onInput={(event) => {
                    setWithin(event.currentTarget.valueAsNumber);
                    event.currentTarget.valueAsNumber = shown();
                  }}
                />
                <Show when={beyond()}>
                  {(side) => (
                    <span class={css['lengths-beyond']} data-end={side()}>
                      {side() === 'before' ? '← ' : ''}
                      {numberText(props.limit)}
                      {side() === 'after' ? ' →' : ''}
                    </span>
                  )}
                </Show>
              </div>
              <div class={css['lengths-ticks']} aria-hidden="true">
                <For each={drawn().ticks}>
                  {(tick) => (
                    <span data-last={tick === drawn().end} style={{ left: place(tick) }}>
                      {numberText(tick)}
                    </span>
                  )}
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
            <Show when={quantile(props.bins, kept)}>
              {(at) => (
                <button
                  type="button"
                  data-look="link"
                  title={`${numberText(at().length)} tokens`}
                  onClick={() => setWithin(at().length)}
                >
                  {name}
                  <span class="visually-hidden"> of the rows</span>
                </button>
              )}
            </Show>
          )}
        </For>
        <code class="faint">max_seq_length</code>
      </div>
    </figure>
  );
}

function quantileText({ length, isExact }: Quantile): string {
  return `${isExact ? '' : '≤ '}${numberText(length)}`;
}
