import { A } from '@solidjs/router';
import { type Accessor, For, type JSX, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunRowFragment } from '../graphql/generated/graphql.ts';
import { Icon } from '../ui/Icon.tsx';
import { RunTags } from './marks/RunTags.tsx';
import { type MenuChoice, RunMenu } from './RunMenu.tsx';
import css from './RunRow.module.css';
import type { RunOrder } from './runOrder.ts';

graphql(`
  fragment RunRow on Run {
    id
    name
    status
    mode
    message
    datasetKey
    modelId
    createdAt
    startedAt
    endedAt
    durationSeconds
    isPinned
    archivedAt
    tags
    ...RunProgress
    ...CancelRun
    ...RunMenu
  }
`);

/** A column of the list of runs. */
export type RunColumn = {
  id: string;
  name: string;
  /** What the list is ordered by at its head. */
  order?: Omit<RunOrder, 'direction'>;
  isNumber?: boolean;
  /** Whether it is there where columns have no room. */
  isKept?: boolean;
  cell: (run: Accessor<RunRowFragment>) => JSX.Element;
};

/** A run of the list. */
export function RunRow(props: {
  run: RunRowFragment;
  columns: RunColumn[];
  isSelected: boolean;
  /** Takes it in or out; with `isRange`, all from the last one that was. */
  select: (isRange: boolean) => void;
  choose: (choice: MenuChoice) => void;
}) {
  return (
    <tr data-testid="run" data-run={props.run.id}>
      <td data-column="select">
        <input
          type="checkbox"
          aria-label={`Select ${props.run.name}`}
          checked={props.isSelected}
          onClick={(event) => props.select(event.shiftKey)}
        />
      </td>
      <th scope="row">
        <Show when={props.run.isPinned}>
          <span class={css['run-pin']} title="Pinned">
            <Icon name="pin" />
            <span class="visually-hidden">Pinned: </span>
          </span>
        </Show>
        <A href={`/runs/${props.run.id}`} title={props.run.name} dir="auto">
          {props.run.name}
        </A>
        <RunTags tags={props.run.tags} />
        <span class={css['runs-subject']}>
          <code>{props.run.datasetKey}</code> → <code>{props.run.modelId}</code>
        </span>
      </th>
      <For each={props.columns}>
        {(column) => (
          <td class={columnClass(column)} data-column={column.id}>
            {column.cell(() => props.run)}
          </td>
        )}
      </For>
      <td class="table-number" data-column="menu">
        <RunMenu run={props.run} choose={(choice) => props.choose(choice)} />
      </td>
    </tr>
  );
}

export function columnClass({ isNumber, isKept }: RunColumn): string {
  return `${isNumber ? 'table-number' : ''} ${isKept ? '' : 'table-optional'}`.trim();
}
