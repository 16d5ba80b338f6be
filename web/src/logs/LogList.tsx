import { createVirtualizer } from '@tanstack/solid-virtual';
import {
  type Accessor,
  createEffect,
  createMemo,
  For,
  on,
  onCleanup,
  onMount,
  untrack,
} from 'solid-js';
import { LogLineRow, type LogLook } from './LogLineRow.tsx';
import css from './LogList.module.css';
import type { LogRow } from './lines.ts';

const ROW = 20;
const NEAR = 800;

/** What can be asked of a list of rows. */
export type LogListHandle = {
  /** Shows a line in the middle, when it is among the rows. */
  reveal: (seq: number) => boolean;
  toEnd: () => void;
  /** Moves the focus to a neighbouring line's link; first to the line that was found or linked to. */
  step: (by: 1 | -1) => void;
};

/** Rows of which only those in sight are on the page. It stays where it is as rows come and go. */
export function LogList(props: {
  rows: Accessor<LogRow[]>;
  look: LogLook;
  isFollowing: boolean;
  isReading: boolean;
  onFollow: (isFollowing: boolean) => void;
  onNearStart: () => void;
  onNearEnd: () => void;
  handle: (handle: LogListHandle) => void;
}) {
  let scroller: HTMLDivElement | undefined;
  let anchor: { seq: number; offset: number } | undefined;
  let lastTop = 0;

  const virtualizer = createVirtualizer<HTMLDivElement, HTMLDivElement>({
    get count() {
      return props.rows().length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => ROW,
    // Asked of every row, each time that there are more: tracked, the rows would be watched as often.
    getItemKey: (index) => untrack(props.rows)[index]?.line.seq ?? index,
    overscan: 10,
  });
  const items = createMemo(() => virtualizer.getVirtualItems());
  const visible = createMemo(() =>
    items().flatMap(({ index }) => {
      const row = props.rows()[index];
      return row ? [row] : [];
    }),
  );
  const indexOf = (seq: number) => {
    let [low, high] = [0, props.rows().length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((props.rows()[middle]?.line.seq ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const isInSight = (link: HTMLElement) =>
    link.getBoundingClientRect().top >= (scroller?.getBoundingClientRect().top ?? 0);
  const toEnd = () => {
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  };
  const remember = () => {
    const top = scroller?.scrollTop ?? 0;
    const item = virtualizer.getVirtualItemForOffset(top);
    const seq = item && props.rows()[item.index]?.line.seq;
    anchor = item && seq !== undefined ? { seq, offset: top - item.start } : undefined;
  };
  const onScroll = () => {
    if (!scroller) return;
    const { scrollTop } = scroller;
    const below = belowOf(scroller);
    if (below < ROW * 1.5) props.onFollow(true);
    else if (scrollTop < lastTop) props.onFollow(false);
    lastTop = scrollTop;
    remember();
    askForMore();
  };
  const askForMore = () => {
    if (!scroller) return;
    if (scroller.scrollTop < NEAR) props.onNearStart();
    if (belowOf(scroller) < NEAR) props.onNearEnd();
  };

  createEffect(
    on(props.rows, () => {
      if (!scroller) return;
      if (props.isFollowing) toEnd();
      else if (anchor) {
        const start = virtualizer.measurementsCache[indexOf(anchor.seq)]?.start ?? 0;
        scroller.scrollTop = start + anchor.offset;
      }
      lastTop = scroller.scrollTop;
    }),
  );
  // Someone may wait at either end for lines that are being read.
  createEffect(
    on(
      () => props.isReading,
      (isReading) => isReading || queueMicrotask(askForMore),
    ),
  );
  // Rows that wrap turn out higher than they were taken for.
  createEffect(
    on(
      () => virtualizer.getTotalSize(),
      () => props.isFollowing && toEnd(),
    ),
  );
  const measure = () => {
    virtualizer.measure();
    if (!props.look.isWrapped) return;
    for (const row of scroller?.querySelectorAll<HTMLDivElement>('[data-line]') ?? [])
      virtualizer.measureElement(row);
  };
  createEffect(
    on([() => props.look.isWrapped, () => props.look.hasTimes], () => queueMicrotask(measure), {
      defer: true,
    }),
  );
  onMount(() => {
    const observer = new ResizeObserver(() => {
      if (props.look.isWrapped) measure();
      if (props.isFollowing) toEnd();
    });
    if (scroller) observer.observe(scroller);
    onCleanup(() => observer.disconnect());
    props.handle({
      toEnd,
      step(by) {
        const links = [...(scroller?.querySelectorAll<HTMLElement>('[data-line] > a') ?? [])];
        const at = links.findIndex((link) => link.matches(':focus'));
        const next = at >= 0 ? links[at + by] : (links.find(isMarked) ?? links.find(isInSight));
        next?.focus();
      },
      reveal(seq) {
        const index = indexOf(seq);
        if (props.rows()[index]?.line.seq !== seq) return false;
        virtualizer.scrollToIndex(index, { align: 'center' });
        return true;
      },
    });
  });

  return (
    <section
      ref={scroller}
      class={css['log-list']}
      data-wrapped={props.look.isWrapped}
      tabindex="0"
      aria-label="Log lines"
      onScroll={onScroll}
    >
      <div class={css['log-space']} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        <div
          class={css['log-rows']}
          style={{ transform: `translateY(${items()[0]?.start ?? 0}px)` }}
        >
          <For each={visible()}>
            {(row) => (
              <LogLineRow
                row={row}
                look={props.look}
                ref={(element) => {
                  createEffect(() => {
                    if (!props.look.isWrapped) return;
                    element.dataset['index'] = String(indexOf(row.line.seq));
                    queueMicrotask(() => virtualizer.measureElement(element));
                  });
                }}
              />
            )}
          </For>
        </div>
      </div>
    </section>
  );
}

function isMarked({ parentElement }: HTMLElement): boolean {
  return Boolean(parentElement?.matches('[data-current="true"], [data-target="true"]'));
}

function belowOf({ scrollTop, scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}
