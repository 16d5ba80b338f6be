import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, on, onMount, Show } from 'solid-js';
import { integer } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { Problem } from '../../graphql/Problem.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { debounced } from '../../ui/debounced.ts';
import { numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { createRows } from './createRows.ts';
import { RenderedRow } from './RenderedRow.tsx';
import '../../ui/Field.css';
import css from './DatasetTraces.module.css';

const HEIGHT = 34;
// Who scrolls past thousands of rows wants to read the last of them.
const WAIT = 80;
const WAIT_FOR_ADDRESS = 200;

/** The traces in the dataset's order, and what training sees of the one that is chosen. */
export function DatasetTraces(props: { datasetKey: string; count: number }) {
  // A dataset's page is made anew for another key.
  const rows = createRows(props.datasetKey);
  const numbers = { min: 1, max: props.count };
  const rowCodec = integer(numbers, 1);
  const [row, setRow] = createAddressValue('row', rowCodec);
  const [chosen, setChosen] = createSignal(row() - 1);
  let scroller: HTMLDivElement | undefined;
  const virtual = createVirtualizer({
    get count() {
      return props.count;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => HEIGHT,
    overscan: 12,
  });
  const seen = createMemo<[number, number]>(
    () => {
      const items = virtual.getVirtualItems();
      return [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
    },
    [0, 0],
    { equals: (one, other) => one.join() === other.join() },
  );
  const settled = debounced(seen, WAIT);
  createEffect(() => {
    rows.read(chosen(), chosen());
    rows.read(...settled());
  });
  const address = debounced(chosen, WAIT_FOR_ADDRESS);
  createEffect(on(address, (at) => setRow(at + 1), { defer: true }));
  onMount(() => virtual.scrollToIndex(chosen(), { align: 'center' }));

  const go = (to: number, align: 'auto' | 'center' = 'auto') => {
    setChosen(Math.max(0, Math.min(props.count - 1, to)));
    virtual.scrollToIndex(chosen(), { align });
    if (scroller?.contains(document.activeElement)) requestAnimationFrame(focusChosen);
  };
  const focusChosen = () =>
    scroller?.querySelector<HTMLElement>('[aria-current="true"]')?.focus({ preventScroll: true });
  const onArrow = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(chosen() + by);
  };
  createKeys({ j: () => go(chosen() + 1), k: () => go(chosen() - 1) });
  return (
    <section class="page-part" aria-labelledby="rows">
      <h2 id="rows">Rows</h2>
      <LeftOut of={{ row: rowCodec }} />
      <p class={`faint ${css['dataset-place']}`}>
        <label>
          Row{' '}
          <input
            class="number-input"
            type="number"
            {...numbers}
            value={chosen() + 1}
            onChange={(event) => {
              const number = rowCodec.read(event.currentTarget.value);
              if (number !== undefined) go(number - 1, 'center');
              event.currentTarget.value = String(chosen() + 1);
            }}
          />
        </label>
        of {numberText(props.count)}, in the dataset's order; j and k go from one to the next.
      </p>
      <Problem
        failure={rows.failure()}
        retry={() => {
          rows.read(chosen(), chosen());
          rows.read(...seen());
        }}
      />
      <div class={css['dataset-rows']}>
        <section
          class={css['dataset-list']}
          ref={scroller}
          tabindex="0"
          aria-label="Rows of the dataset"
          data-testid="rows"
          onKeyDown={onArrow}
        >
          <ol style={{ height: `${virtual.getTotalSize()}px` }}>
            <For each={virtual.getVirtualItems()}>
              {(item) => (
                <li
                  aria-setsize={props.count}
                  aria-posinset={item.index + 1}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <button
                    type="button"
                    aria-current={item.index === chosen() ? 'true' : undefined}
                    // One row of thousands; j, k and the arrow keys lead to the others.
                    tabindex={item.index === chosen() ? 0 : -1}
                    onClick={() => setChosen(item.index)}
                  >
                    <span class={css['dataset-position']}>{numberText(item.index + 1)}</span>
                    <Show when={rows.at(item.index)} fallback={<Skeleton width="24ch" />}>
                      {(row) => (
                        <>
                          <span class={css['dataset-prompt']} dir="auto">
                            {row().promptStart}
                          </span>
                          <span class={css['dataset-chars']}>{numberText(row().charCount)}</span>
                        </>
                      )}
                    </Show>
                  </button>
                </li>
              )}
            </For>
          </ol>
        </section>
        <RenderedRow
          datasetKey={props.datasetKey}
          traceId={rows.at(chosen())?.id}
          position={chosen()}
        />
      </div>
    </section>
  );
}
