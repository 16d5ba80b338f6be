import { useNavigate } from '@solidjs/router';
import { createWindowVirtualizer } from '@tanstack/solid-virtual';
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  onCleanup,
  onMount,
  Show,
  untrack,
} from 'solid-js';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ListAddress } from '../filter/createListAddress.ts';
import { createRowHeight } from './createRowHeight.ts';
import { createTableKeys } from './createTableKeys.ts';
import type { TraceList } from './createTraceList.ts';
import { keepPlace, takePlace } from './place.ts';
import { SelectAll } from './SelectAll.tsx';
import type { RowSelection } from './selection.ts';
import { TraceHead } from './TraceHead.tsx';
import { TraceRow } from './TraceRow.tsx';
import css from './TraceTable.module.css';

// How many rows before the end the next page is asked for.
const AHEAD = 60;

/** The rows of a list of which only those on screen exist. */
export function TraceTable(props: {
  list: TraceList;
  address: ListAddress;
  selection: RowSelection;
  total?: number;
}) {
  let body: HTMLTableSectionElement | undefined;
  const rows = () => props.list.rows();
  const rowHeight = createRowHeight();
  const [margin, setMargin] = createSignal(0);
  const virtualizer = createWindowVirtualizer({
    get count() {
      return rows().length;
    },
    get scrollMargin() {
      return margin();
    },
    // Asked of every row, each time that there are more: tracked, the rows would be watched as often.
    estimateSize: () => untrack(rowHeight),
    // Rows scroll below the header of the page.
    scrollPaddingStart: 110,
    scrollPaddingEnd: 90,
    overscan: 12,
    getItemKey: (index) => untrack(rows)[index]?.id ?? index,
  });
  createEffect(() => {
    rowHeight();
    virtualizer.measure();
  });

  createEffect(() => {
    const items = virtualizer.getVirtualItems();
    const [first, last] = [items[0], items.at(-1)];
    if (!first || !last) return;
    if (last.index >= rows().length - AHEAD) props.list.readMore();
    props.list.refresh(rows().slice(first.index, last.index + 1));
  });

  const firstSeen = () =>
    virtualizer.getVirtualItems().find(({ start }) => start >= window.scrollY + 100)?.index ?? 0;
  const [visited, setVisited] = createSignal<string>();
  // One row of thousands, so that Tab also leads to what comes after them.
  const stop = createMemo(() => {
    const shown = virtualizer.getVirtualItems().map(({ index }) => rows()[index]?.id);
    return shown.includes(visited()) ? visited() : rows()[firstSeen()]?.id;
  });
  const keys = createTableKeys({
    rows,
    body: () => body,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    firstSeen,
    toggle: (id, isRange) => props.selection.toggle(id, isRange),
  });
  onMount(() => {
    const measure = () => {
      if (body) setMargin(Math.round(body.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    onCleanup(() => observer.disconnect());
    const place = takePlace();
    if (!place || rows().length === 0) return;
    requestAnimationFrame(() => {
      window.scrollTo(0, place.scrollY);
      requestAnimationFrame(() => keys.focus(place.id));
    });
  });

  const navigate = useNavigate();
  const open = (event: MouseEvent & { target: Element }) => {
    const id = event.target.closest<HTMLElement>('[data-trace]')?.dataset['trace'];
    if (!id || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    if (event.target.closest('input')) return;
    keepPlace({ id, scrollY: window.scrollY });
    if (event.target.closest('a')) return;
    if (window.getSelection()?.isCollapsed) navigate(`/traces/${id}`);
  };

  const hasSource = () => rows().some(({ source }) => source !== null);
  const isAllRead = () => rows().length > 0 && props.selection.hasEvery(rows());
  return (
    <>
      <table
        class={css['trace-table']}
        aria-label="Traces"
        aria-rowcount={props.total === undefined ? -1 : props.total + 1}
        aria-busy={props.list.isOld()}
        data-has-source={hasSource()}
      >
        <TraceHead address={props.address}>
          <SelectAll
            ids={rows().map(({ id }) => id)}
            isAll={isAllRead()}
            selection={props.selection}
          />
        </TraceHead>
        <tbody
          ref={body}
          onClick={open}
          onKeyDown={keys.onArrow}
          onFocusIn={({ target }) =>
            setVisited(target.closest<HTMLElement>('[data-trace]')?.dataset['trace'])
          }
          style={{
            height: `${virtualizer.getTotalSize()}px`,
            // Rows with a place of their own would each have a style of their own, and the browser
            // gets slower with every one that it has seen.
            'padding-top': `${(virtualizer.getVirtualItems()[0]?.start ?? margin()) - margin()}px`,
          }}
        >
          <For each={virtualizer.getVirtualItems()}>
            {(item) => (
              <Show when={rows()[item.index]}>
                {(trace) => (
                  <TraceRow
                    trace={trace()}
                    index={item.index}
                    isSelected={props.selection.has(trace().id)}
                    isStop={trace().id === stop()}
                    select={(isRange) => props.selection.toggle(trace().id, isRange)}
                  />
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
      <Show when={props.list.hasMore() && !props.list.failure()}>
        <TraceSkeletons count={3} isFirst={false} />
      </Show>
    </>
  );
}

/** The places of rows that are being read, or of further ones, which come when one is near them. */
export function TraceSkeletons(props: { count: number; isFirst: boolean }) {
  return (
    <div class={css['trace-skeletons']} aria-busy={props.isFirst}>
      <For each={Array.from({ length: props.count }, (_, index) => 18 + ((index * 11) % 23))}>
        {(width) => (
          <div>
            <Skeleton width={`${width}ch`} />
            <Skeleton width="6ch" />
          </div>
        )}
      </For>
    </div>
  );
}
