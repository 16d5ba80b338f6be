import { createEffect, createMemo, createSignal, on } from 'solid-js';
import { createWaiting } from '../../graphql/createWaiting.ts';
import type { TraceFilter } from '../../graphql/generated/graphql.ts';
import { imports } from '../../imports/imports.ts';
import { createListAddress } from '../../traces/filter/createListAddress.ts';
import { listQueryOf } from '../../traces/filter/listQuery.ts';
import { createCount } from '../../traces/list/createCount.ts';
import { createTraceList } from '../../traces/list/createTraceList.ts';
import { createSelection } from '../../traces/list/selection.ts';

/** What the page of traces shows, and what it can do. */
export function createTracesPage() {
  const address = createListAddress();
  const query = createMemo(() => listQueryOf(address.query()));
  const list = createTraceList(query);
  const counted = createCount(() => query().filter);
  const [said, say] = createSignal('');
  const isRead = () => !list.isOld() && !list.hasMore() && !list.failure();
  // A list that was read to its end has been counted by that.
  const count = () => counted.count() ?? (isRead() ? list.rows().length : undefined);
  const isFloor = () => counted.count() !== undefined && counted.isFloor();
  const selection = createSelection({
    ids: () => list.rows().map(({ id }) => id),
    filter: () => query().filter,
    total: () => (isFloor() ? undefined : count()),
  });
  const isFiltered = () => Object.keys(query().filter).length > 0;
  const isEmpty = () => isRead() && list.rows().length === 0;

  const reload = () => {
    window.scrollTo(0, 0);
    list.reload();
    counted.recount();
  };
  createEffect(on(imports.storedCount, reload, { defer: true }));
  const forget = () => {
    selection.clear();
    say('');
  };
  createEffect(on(() => JSON.stringify(query().filter), forget, { defer: true }));
  // Another list begins at its beginning.
  const begin = () => window.scrollTo(0, 0);
  createEffect(on(() => JSON.stringify(query()), begin, { defer: true }));
  // What a terminal or a program stores shows here.
  createWaiting(() => isEmpty() && !isFiltered(), reload);

  return {
    address,
    list,
    selection,
    count,
    isFloor,
    unindexed: counted.unindexed,
    said,
    say,
    reload,
    isFiltered,
    isEmpty,
    /** Whether traces came or went since the list was read. */
    isOutdated: counted.hasChanged,
    /** Whether not even the first page could be read. */
    hasFailed: () => list.isOld() && list.failure() !== undefined,
    scored() {
      const { filter, orderBy } = query();
      if (filter.score || orderBy.field === 'SCORE') reload();
      else list.outdate();
    },
    deleted(filter: TraceFilter) {
      const { ids, ...others } = filter;
      selection.clear();
      if (!ids || Object.keys(others).length > 0) return reload();
      list.remove(new Set(ids.map(String)));
      counted.recount();
    },
  };
}

export type TracesPage = ReturnType<typeof createTracesPage>;
