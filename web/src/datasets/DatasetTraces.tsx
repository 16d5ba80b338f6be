import { useSearchParams } from '@solidjs/router';
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { debounced } from '../ui/debounced.ts';
import { createKeys } from '../ui/keys.ts';
import { numberText } from '../ui/number.ts';
import { Problem } from '../ui/Problem.tsx';
import { createRows } from './createRows.ts';
import { RenderedRow } from './RenderedRow.tsx';

const HEIGHT = 34;
const WAIT = 200;

/** The traces in the dataset's order, and what training sees of the one that is chosen. */
export function DatasetTraces(props: { datasetKey: string; count: number }) {
  const [search, setSearch] = useSearchParams<{ trace: string }>();
  // A dataset's page is made anew for another key.
  const list = createRows(props.datasetKey);
  let scroller: HTMLDivElement | undefined;
  const virtual = createVirtualizer({
    get count() {
      return list.rows().length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => HEIGHT,
    overscan: 12,
  });
  createEffect(() => {
    const last = virtual.getVirtualItems().at(-1);
    if (last && last.index >= list.rows().length - 30 && !list.error()) list.readMore();
  });
  const [wanted, setWanted] = createSignal(search.trace);
  const chosen = () => wanted() ?? list.rows()[0]?.trace.id;
  const choose = (id: string | undefined) => id && setWanted(id);
  const settled = debounced(wanted, WAIT);
  createEffect(on(settled, (trace) => setSearch({ trace }, { replace: true }), { defer: true }));
  const go = (step: number) => {
    const at = list.rows().findIndex(({ trace }) => trace.id === chosen());
    const next = Math.max(0, Math.min(list.rows().length - 1, at + step));
    choose(list.rows()[next]?.trace.id);
    virtual.scrollToIndex(next);
  };
  createKeys({ j: () => go(1), k: () => go(-1) });
  createEffect(
    on(
      () => list.rows().length > 0,
      () => {
        const at = list.rows().findIndex(({ trace }) => trace.id === wanted());
        if (at > 0) virtual.scrollToIndex(at, { align: 'center' });
      },
      { defer: true },
    ),
  );
  return (
    <section class="page-part" aria-labelledby="rows">
      <h2 id="rows">Rows</h2>
      <p class="faint">
        {numberText(props.count)} in the dataset's order; j and k go from one to the next.
      </p>
      <div class="dataset-rows">
        <div class="dataset-list" ref={scroller} data-testid="rows">
          <Show when={list.error()}>
            {(error) => <Problem error={error()} retry={list.readMore} />}
          </Show>
          <ol style={{ height: `${virtual.getTotalSize()}px` }} aria-busy={list.isReading()}>
            <For each={virtual.getVirtualItems()}>
              {(item) => (
                <Show when={list.rows()[item.index]}>
                  {(row) => (
                    <li
                      aria-setsize={props.count}
                      aria-posinset={row().position + 1}
                      style={{ transform: `translateY(${item.start}px)` }}
                    >
                      <button
                        type="button"
                        aria-current={row().trace.id === chosen() ? 'true' : undefined}
                        onClick={() => choose(row().trace.id)}
                      >
                        <span class="dataset-position">{numberText(row().position + 1)}</span>
                        <span class="dataset-prompt">{row().trace.promptStart}</span>
                        <span class="dataset-chars">{numberText(row().trace.charCount)}</span>
                      </button>
                    </li>
                  )}
                </Show>
              )}
            </For>
          </ol>
        </div>
        <Show when={chosen()}>
          {(id) => (
            <RenderedRow
              traceId={id()}
              position={list.rows().find(({ trace }) => trace.id === id())?.position}
            />
          )}
        </Show>
      </div>
    </section>
  );
}
