import type { JSX } from 'solid-js';
import type { FreshQuery } from '../graphql/createFreshQuery.ts';
import type { RunRowFragment, RunsQuery } from '../graphql/generated/graphql.ts';
import { createKeys } from '../shell/keys/keys.ts';
import { PagedTable } from '../shell/PagedTable.tsx';
import type { MenuChoice } from './RunMenu.tsx';
import { RunRow } from './RunRow.tsx';
import css from './RunsTable.module.css';

/** Runs to look through with j and k, and to select with x. */
export function RunsTable(props: {
  query: FreshQuery<RunsQuery>;
  counted: string;
  empty: JSX.Element;
  losses: (id: string) => JSX.Element;
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
          <th scope="col">Run</th>
          <th scope="col">Status</th>
          <th scope="col" class="table-optional">
            Dataset
          </th>
          <th scope="col" class="table-optional">
            Model
          </th>
          <th scope="col" class="table-optional">
            Losses
          </th>
          <th scope="col">Progress or duration</th>
          <th scope="col" class="table-optional">
            Queued
          </th>
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
          losses={props.losses(run().id)}
          isSelected={props.selected.includes(run().id)}
          select={(isSelected) => props.select(run().id, isSelected)}
          choose={(choice) => props.choose(choice, run())}
        />
      )}
    </PagedTable>
  );
}
