import { A } from '@solidjs/router';
import { type Accessor, For, type JSX } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunRowFragment } from '../graphql/generated/graphql.ts';
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
  select: (isSelected: boolean) => void;
  choose: (choice: MenuChoice) => void;
}) {
  return (
    <tr data-testid="run" data-run={props.run.id}>
      <td data-column="select">
        <input
          type="checkbox"
          aria-label={`Select ${props.run.name}`}
          checked={props.isSelected}
          onChange={(event) => props.select(event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <A href={`/runs/${props.run.id}`} title={props.run.name} dir="auto">
          {props.run.name}
        </A>
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
