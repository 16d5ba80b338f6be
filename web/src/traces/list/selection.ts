import { type Accessor, createSignal } from 'solid-js';
import type { TraceFilter } from '../../graphql/generated/graphql.ts';
import { showToast } from '../../shell/toasts/toasts.ts';

/** Which traces an action is for: some rows, or all that the list's filter passes. */
export function createSelection(list: {
  ids: Accessor<string[]>;
  filter: Accessor<TraceFilter>;
  total: Accessor<number | undefined>;
}) {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const [isAll, setIsAll] = createSignal(false);
  // Of all that match, those that were taken out again.
  const [except, setExcept] = createSignal<ReadonlySet<string>>(new Set());
  let anchor: string | undefined;

  const choose = (ids: Iterable<string>) => {
    setIsAll(false);
    setExcept(new Set<string>());
    setChosen(new Set(ids));
  };
  const chooseAllBut = (ids: Iterable<string>) => {
    setIsAll(true);
    setExcept(new Set(ids));
  };
  const has = (id: string) => (isAll() ? !except().has(id) : chosen().has(id));
  const clear = () => choose([]);

  return {
    chosen,
    /** Whether all that match are meant, also those that were not read yet. */
    isAll,
    except,
    has,
    /** Asks once for all of many rows. */
    hasEvery(rows: { id: string }[]) {
      return rows.every(({ id }) => has(id));
    },
    count() {
      if (!isAll()) return chosen().size;
      const total = list.total();
      return total === undefined ? undefined : total - except().size;
    },
    isEmpty: () => !isAll() && chosen().size === 0,
    filter(): TraceFilter {
      if (!isAll()) return { ids: [...chosen()] };
      return except().size > 0 ? { ...list.filter(), exceptIds: [...except()] } : list.filter();
    },
    choose,
    clear,
    /** Chooses nothing, and offers the way back. */
    clearUndoably() {
      const before = { chosen: chosen(), isAll: isAll(), except: except() };
      if (!before.isAll && before.chosen.size === 0) return;
      clear();
      showToast('Nothing is selected any more.', {
        name: 'Undo',
        run: () => (before.isAll ? chooseAllBut(before.except) : choose(before.chosen)),
      });
    },
    chooseAll: () => chooseAllBut([]),
    /** Takes a row in or out; with `isRange`, all rows from the last one that was. */
    toggle(id: string, isRange = false) {
      const meant = isRange && anchor !== undefined ? between(list.ids(), anchor, id) : [id];
      const isTakenIn = isRange ? anchor === undefined || has(anchor) : !has(id);
      const next = new Set(isAll() ? except() : chosen());
      // What is kept of all are the rows that were taken out.
      for (const each of meant) isTakenIn === isAll() ? next.delete(each) : next.add(each);
      if (isAll()) chooseAllBut(next);
      else choose(next);
      anchor = id;
    },
  };
}

export type RowSelection = ReturnType<typeof createSelection>;

function between(ids: string[], one: string, other: string): string[] {
  const ends = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
  const [start = -1, end = -1] = ends;
  return start < 0 ? [other] : ids.slice(start, end + 1);
}
