import { createKeys } from '../../shell/keys/keys.ts';

/** `j` and `k` go from row to row, also to those that are not on screen yet; `x` takes one in or out. */
export function createTableKeys(table: {
  rows: () => { id: string }[];
  body: () => HTMLElement | undefined;
  scrollTo: (index: number) => void;
  firstSeen: () => number;
  toggle: (id: string, isRange: boolean) => void;
}) {
  const linkOf = (id: string) =>
    table.body()?.querySelector<HTMLAnchorElement>(`[data-trace="${id}"] a`);
  const focus = (id: string) => linkOf(id)?.focus({ preventScroll: true });
  const focusedIndex = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-index]');
    return row && table.body()?.contains(row) && isOnScreen(row)
      ? Number(row.dataset['index'])
      : undefined;
  };
  const go = (by: number) => {
    const from = focusedIndex();
    const to = from === undefined ? table.firstSeen() : from + by;
    const index = Math.max(0, Math.min(table.rows().length - 1, to));
    const row = table.rows()[index];
    if (!row) return;
    table.scrollTo(index);
    if (linkOf(row.id)) focus(row.id);
    else requestAnimationFrame(() => focus(row.id));
  };
  const toggle = (isRange: boolean) => {
    const row = table.rows()[focusedIndex() ?? -1];
    if (row) table.toggle(row.id, isRange);
  };
  createKeys({
    j: () => go(1),
    k: () => go(-1),
    x: () => toggle(false),
    X: () => toggle(true),
  });
  return {
    focus,
    // Elsewhere the arrow keys scroll, or choose.
    onArrow(event: KeyboardEvent) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      go(by);
    },
  };
}

function isOnScreen(row: HTMLElement): boolean {
  const { top, bottom } = row.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
