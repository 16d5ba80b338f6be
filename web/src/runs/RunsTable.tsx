import { createMemo, For, type JSX, Show } from 'solid-js';
import type { FreshQuery } from '../graphql/createFreshQuery.ts';
import type { RunRowFragment, RunsQuery } from '../graphql/generated/graphql.ts';
import { createKeys } from '../shell/keys/keys.ts';
import { PagedTable } from '../shell/PagedTable.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import type { MenuChoice } from './RunMenu.tsx';
import { columnClass, type RunColumn, RunRow } from './RunRow.tsx';
import css from './RunsTable.module.css';
import { RUN_GROUPS, type RunGroup } from './runGroup.ts';
import { isSameKey, type RunOrder, withOrder } from './runOrder.ts';

/** Runs to look through with j and k, to select with x, and to order by the heads of their columns. */
export function RunsTable(props: {
  query: FreshQuery<RunsQuery>;
  columns: RunColumn[];
  orders: RunOrder[];
  setOrders: (orders: RunOrder[]) => void;
  /** What rows stand together by, and come ordered by. */
  group: RunGroup | null;
  counted: string;
  empty: JSX.Element;
  selected: string[];
  select: (id: string, isSelected: boolean) => void;
  choose: (choice: MenuChoice, run: RunRowFragment) => void;
}) {
  createKeys({
    x() {
      const id = document.activeElement?.closest<HTMLElement>('[data-run]')?.dataset['run'];
      if (id) props.select(id, !props.selected.includes(id));
    },
  });
  const head = (key: Omit<RunOrder, 'direction'>, name: string, look?: string) => {
    const place = () => props.orders.findIndex((order) => isSameKey(key, order));
    return (
      <SortHead
        class={look}
        direction={props.orders[place()]?.direction}
        place={props.orders.length > 1 && place() >= 0 ? place() + 1 : undefined}
        first={key.field === 'CREATED_AT' ? 'DESC' : 'ASC'}
        sort={(direction, isSecond) =>
          props.setOrders(withOrder(props.orders, { ...key, direction }, isSecond))
        }
      >
        {name}
      </SortHead>
    );
  };
  // The first row of each group on the page says what they have in common.
  const groupHeads = createMemo(() => {
    const heads = new Map<string, string>();
    if (!props.group) return heads;
    const { of } = RUN_GROUPS[props.group];
    let last: string | undefined;
    for (const { node } of props.query.data()?.runs.edges ?? []) {
      const value = of(node);
      if (value !== last) heads.set(node.id, value);
      last = value;
    }
    return heads;
  });
  return (
    <PagedTable
      query={props.query}
      page={(data) => data.runs}
      class={`table ${css['runs-table']}`}
      expected={6}
      head={
        <>
          <th scope="col">
            <span class="visually-hidden">Selected</span>
          </th>
          {head({ field: 'NAME' }, 'Run')}
          <For each={props.columns}>
            {(column) =>
              column.order ? (
                head(column.order, column.name, columnClass(column))
              ) : (
                <th scope="col" class={columnClass(column)}>
                  {column.name}
                </th>
              )
            }
          </For>
          <th scope="col">
            <span class="visually-hidden">Actions</span>
          </th>
        </>
      }
      empty={props.empty}
      counted={props.counted}
      keys=", x selects; hold Shift on a column to order by a second one"
    >
      {(run) => (
        <>
          <Show when={groupHeads().get(run().id)}>
            {(value) => (
              <tr class={css['runs-group']}>
                <th colspan={props.columns.length + 3} scope="rowgroup">
                  <code>{value()}</code>
                </th>
              </tr>
            )}
          </Show>
          <RunRow
            run={run()}
            columns={props.columns}
            isSelected={props.selected.includes(run().id)}
            select={(isSelected) => props.select(run().id, isSelected)}
            choose={(choice) => props.choose(choice, run())}
          />
        </>
      )}
    </PagedTable>
  );
}
