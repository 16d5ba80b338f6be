import { type Accessor, createSignal } from 'solid-js';
import type { TraceFilter } from '../graphql/generated/graphql.ts';
import { showToast } from '../ui/toasts.ts';

/** Which traces an action is for: some rows, or all that the list's filter passes. */
export function createSelection(list: {
  ids: Accessor<string[]>;
  filter: Accessor<TraceFilter>;
  total: Accessor<number | undefined>;
}) {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const [isAll, setIsAll] = createSignal(false);
  let anchor: string | undefined;

  const choose = (ids: Iterable<string>) => {
    setIsAll(false);
    setChosen(new Set(ids));
  };
  const clear = () => choose([]);

  return {
    chosen,
    /** Whether all that match are meant, also those that were not read yet. */
    isAll,
    has: (id: string) => isAll() || chosen().has(id),
    /** Asks once for all of many rows. */
    hasEvery(rows: { id: string }[]) {
      if (isAll()) return true;
      const ids = chosen();
      return rows.every(({ id }) => ids.has(id));
    },
    count: () => (isAll() ? list.total() : chosen().size),
    isEmpty: () => !isAll() && chosen().size === 0,
    filter: (): TraceFilter => (isAll() ? list.filter() : { ids: [...chosen()] }),
    choose,
    clear,
    /** Chooses nothing, and offers the way back. */
    letGo() {
      const before = { chosen: chosen(), isAll: isAll() };
      if (!before.isAll && before.chosen.size === 0) return;
      clear();
      showToast('Nothing is selected any more.', {
        name: 'Undo',
        run: () => (before.isAll ? setIsAll(true) : choose(before.chosen)),
      });
    },
    chooseAll: () => setIsAll(true),
    /** Takes a row in or out; with `isRange`, all rows from the last one that was. */
    toggle(id: string, isRange = false) {
      const before = isAll() ? new Set(list.ids()) : chosen();
      if (isAll() && before.size < (list.total() ?? Number.POSITIVE_INFINITY)) {
        showToast('Selected are now only rows that were read so far.', {
          name: 'Undo',
          run: () => setIsAll(true),
        });
      }
      const meant = isRange && anchor !== undefined ? between(list.ids(), anchor, id) : [id];
      const isTakenIn = isRange ? anchor === undefined || before.has(anchor) : !before.has(id);
      const next = new Set(before);
      for (const each of meant) isTakenIn ? next.add(each) : next.delete(each);
      choose(next);
      anchor = id;
    },
  };
}

export type Selection = ReturnType<typeof createSelection>;

function between(ids: string[], one: string, other: string): string[] {
  const ends = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
  const [start = -1, end = -1] = ends;
  return start < 0 ? [other] : ids.slice(start, end + 1);
}
