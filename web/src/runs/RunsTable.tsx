import { For, type JSX, Show } from 'solid-js';
import type { RunFactsFragment } from '../graphql/generated/graphql.ts';
import { createRowKeys } from '../shell/createRowKeys.ts';
import { createKeys } from '../shell/keys.ts';
import type { MenuChoice } from './RunMenu.tsx';
import { RunRow } from './RunRow.tsx';
import '../ui/table.css';

/** Runs to look through with j and k, and to select with x. */
export function RunsTable(props: {
  runs: Map<string, RunFactsFragment>;
  ids: string[];
  losses: (id: string) => JSX.Element;
  selected: string[];
  select: (id: string, isSelected: boolean) => void;
  choose: (choice: MenuChoice, run: RunFactsFragment) => void;
}) {
  let table: HTMLTableElement | undefined;
  createRowKeys(() => table);
  createKeys({
    x() {
      const id = document.activeElement?.closest<HTMLElement>('[data-run]')?.dataset['run'];
      if (id) props.select(id, !props.selected.includes(id));
    },
  });

  return (
    <table class="table runs-table" ref={table}>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Selected</span>
          </th>
          <th scope="col">Status</th>
          <th scope="col">Run</th>
          <th scope="col" class="table-optional">
            Losses
          </th>
          <th scope="col" class="runs-progress">
            Progress
          </th>
          <th scope="col" class="table-number table-optional">
            Took
          </th>
          <th scope="col" class="table-optional">
            Enqueued
          </th>
          <th scope="col">
            <span class="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.ids}>
          {(id) => (
            <Show when={props.runs.get(id)}>
              {(run) => (
                <RunRow
                  run={run()}
                  losses={props.losses(id)}
                  isSelected={props.selected.includes(id)}
                  select={(isSelected) => props.select(id, isSelected)}
                  choose={(choice) => props.choose(choice, run())}
                />
              )}
            </Show>
          )}
        </For>
      </tbody>
    </table>
  );
}
