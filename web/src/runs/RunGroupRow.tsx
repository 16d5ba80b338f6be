import { Show } from 'solid-js';
import { countText } from '../ui/format/number.ts';
import type { GroupHead } from './groupedRows.ts';
import css from './RunGroupRow.module.css';
import { groupName, sharedText } from './runGroup.ts';

/** The head of a group of runs, which folds them away and back. */
export function RunGroupRow(props: {
  group: string;
  head: GroupHead;
  columnCount: number;
  fold: (isFolded: boolean) => void;
}) {
  return (
    <tr class={css['run-group']}>
      <th colspan={props.columnCount} scope="rowgroup">
        <button
          type="button"
          aria-expanded={!props.head.isFolded}
          onClick={() => props.fold(!props.head.isFolded)}
        >
          <span>
            {groupName(props.group)} <code>{sharedText(props.group, props.head.value)}</code>
          </span>{' '}
          <Show when={props.head.count}>
            {(count) => <small>· {countText(count(), 'run')}</small>}
          </Show>
        </button>
      </th>
    </tr>
  );
}
