import { createMemo, createUniqueId, For, Show } from 'solid-js';
import { numberText } from '../ui/format/number.ts';
import { LENGTH } from './ranges.ts';
import { type Bin, rowsOver, rowsOverText } from './rowsOver.ts';
import '../ui/Field.css';
import css from './Lengths.module.css';

/** How long the rendered rows are, and which of them a `max_seq_length` that one moves would drop. */
export function Lengths(props: {
  bins: readonly Bin[];
  limit: number;
  setLimit: (limit: number) => void;
}) {
  const id = createUniqueId();
  const longest = () => props.bins.at(-1)?.to ?? 0;
  const top = () => Math.min(LENGTH.max, Math.max(LENGTH.min + 16, Math.ceil(longest() * 1.08)));
  const most = createMemo(() => Math.max(1, ...props.bins.map(({ count }) => count)));
  const share = (value: number) => `${(100 * Math.min(value, top())) / top()}%`;
  const isBeyond = () => props.limit > top();
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
      <div class={css['lengths-plot']} aria-hidden="true">
        <For each={props.bins}>
          {(bin) => (
            <div
              class={css['lengths-bar']}
              data-over={bin.from > props.limit ? 'all' : bin.to > props.limit ? 'some' : 'none'}
              title={`${numberText(bin.from)} to ${numberText(bin.to)} tokens: ${numberText(bin.count)} rows`}
              style={{
                left: share(bin.from),
                width: `calc(${(100 * Math.max(1, bin.to + 1 - bin.from)) / top()}% - 1px)`,
                height: bin.count === 0 ? '0' : `max(2px, ${(100 * bin.count) / most()}%)`,
              }}
            />
          )}
        </For>
        <Show when={!isBeyond()}>
          <div class={css['lengths-limit']} style={{ left: share(props.limit) }} />
        </Show>
      </div>
      <input
        class={css['lengths-slider']}
        type="range"
        aria-label="max_seq_length, slider"
        min={0}
        max={top()}
        step={1}
        value={Math.min(props.limit, top())}
        onInput={(event) => props.setLimit(Math.max(LENGTH.min, event.currentTarget.valueAsNumber))}
      />
      <div class={css['lengths-axis']}>
        <span aria-hidden="true">0</span>
        <label>
          max_seq_length
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
        <Show when={isBeyond()}>
          <span>beyond the longest row, {numberText(longest())}</span>
        </Show>
        <span aria-hidden="true">{numberText(top())}</span>
      </div>
    </figure>
  );
}
