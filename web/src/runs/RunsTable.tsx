import { For, type JSX } from 'solid-js';
import type { FreshQuery } from '../graphql/createFreshQuery.ts';
import type { RunRowFragment, RunsQuery } from '../graphql/generated/graphql.ts';
import { createKeys } from '../shell/keys/keys.ts';
import { PagedTable } from '../shell/PagedTable.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import type { MenuChoice } from './RunMenu.tsx';
import { columnClass, type RunColumn, RunRow } from './RunRow.tsx';
import css from './RunsTable.module.css';
import type { RunOrder } from './runOrder.ts';

/** Runs to look through with j and k, to select with x, and to order by the heads of their columns. */
export function RunsTable(props: {
  query: FreshQuery<RunsQuery>;
  columns: RunColumn[];
  order: RunOrder;
  setOrder: (order: RunOrder) => void;
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
  const head = (field: RunOrder['field'], name: string, look?: string) => (
    <SortHead
      class={look}
      direction={props.order.field === field ? props.order.direction : undefined}
      first={field === 'CREATED_AT' ? 'DESC' : 'ASC'}
      sort={(direction) => props.setOrder({ field, direction })}
    >
      {name}
    </SortHead>
  );
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
          {head('NAME', 'Run')}
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
      keys=", x selects"
    >
      {(run) => (
        <RunRow
          run={run()}
          columns={props.columns}
          isSelected={props.selected.includes(run().id)}
          select={(isSelected) => props.select(run().id, isSelected)}
          choose={(choice) => props.choose(choice, run())}
        />
      )}
    </PagedTable>
  );
}
