import { For, type JSX, Show } from 'solid-js';
import type { FreshQuery } from '../graphql/createFreshQuery.ts';
import type { RunRowFragment, RunsQuery } from '../graphql/generated/graphql.ts';
import { PagedTable } from '../shell/PagedTable.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import type { RunGroups } from './createRunGroups.ts';
import type { RunSelection } from './createRunSelection.ts';
import { createSelectionKeys } from './createSelectionKeys.ts';
import { type GroupedRow, groupedRows } from './groupedRows.ts';
import { RunGroupRow } from './RunGroupRow.tsx';
import type { MenuChoice } from './RunMenu.tsx';
import { columnClass, type RunColumn, RunRow } from './RunRow.tsx';
import css from './RunsTable.module.css';
import { isSameKey, type RunOrder, withOrder } from './runOrder.ts';
import { SelectPage } from './SelectPage.tsx';

/** Runs to look through with j and k, to select with x (up to a row with Shift), and to order by the heads of their columns. */
export function RunsTable(props: {
  query: FreshQuery<RunsQuery>;
  columns: RunColumn[];
  orders: RunOrder[];
  setOrders: (orders: RunOrder[]) => void;
  /** What rows stand together by, where they do. */
  groups: RunGroups;
  counted: string;
  empty: JSX.Element;
  selection: RunSelection;
  choose: (choice: MenuChoice, run: RunRowFragment) => void;
}) {
  createSelectionKeys(() => props.selection);
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
  const rows = (runs: RunsQuery['runs']): GroupedRow<RunRowFragment>[] =>
    props.groups.by() === null
      ? runs.edges.map(({ node }) => ({ id: node.id, node }))
      : groupedRows({
          edges: runs.edges,
          groups: props.groups.all(),
          folded: props.groups.folded(),
          hasPreviousPage: runs.pageInfo.hasPreviousPage,
          hasNextPage: runs.pageInfo.hasNextPage,
        });
  return (
    <PagedTable
      query={props.query}
      page={({ runs }) => ({
        totalCount: runs.totalCount,
        pageInfo: runs.pageInfo,
        edges: rows(runs).map((node) => ({ node })),
      })}
      class={`table ${css['runs-table']}`}
      expected={6}
      head={
        <>
          <th scope="col">
            <SelectPage
              rows={props.query.data()?.runs.edges.map(({ node }) => node.id) ?? []}
              selection={props.selection}
            />
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
      keys=", x selects, Shift X up to there; hold Shift on a column to order by a second one"
    >
      {(row) => (
        <>
          <Show when={row().head}>
            {(head) => (
              <RunGroupRow
                group={props.groups.by() ?? ''}
                head={head()}
                columnCount={props.columns.length + 3}
                fold={(isFolded) => props.groups.fold(head().value, isFolded)}
              />
            )}
          </Show>
          <Show when={row().node}>
            {(run) => (
              <RunRow
                run={run()}
                columns={props.columns}
                isSelected={props.selection.has(run().id)}
                select={(isRange) => props.selection.toggle(run().id, isRange)}
                choose={(choice) => props.choose(choice, run())}
              />
            )}
          </Show>
        </>
      )}
    </PagedTable>
  );
}
