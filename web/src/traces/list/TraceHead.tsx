import { For, type JSX, Show } from 'solid-js';
import type { ListAddress } from '../filter/createListAddress.ts';
import { type OrderName, orderNameOf } from '../filter/listQuery.ts';
import css from './TraceTable.module.css';

type Column = {
  name: string;
  class: string | undefined;
  title?: string;
  /** What the list is ordered by when it is pressed once, and again. */
  orders?: [OrderName, OrderName];
};

const COLUMNS: Column[] = [
  { name: 'Prompt', class: css['trace-prompt'] },
  { name: 'Source', class: css['trace-source'] },
  { name: 'Steps', class: css['trace-number'] },
  { name: 'Chars', class: css['trace-number'], title: 'Characters of prompt, steps and answer' },
  {
    name: 'Length score',
    class: css['trace-number'],
    title:
      'Newest baseline score, 0 to 100: how many steps there are, and how long; not whether they are right',
    orders: ['best', 'worst'],
  },
  { name: 'Stored', class: css['trace-time'], orders: ['newest', 'oldest'] },
];

const ARROWS = ['↓', '↑'];
const SORTS = ['descending', 'ascending'] as const;

/** The names of the columns, of which some order the list. */
export function TraceHead(props: { address: ListAddress; children: JSX.Element }) {
  const order = () => orderNameOf(props.address.query());
  const sortOf = (column: Column) => column.orders?.indexOf(order()) ?? -1;
  const press = ([first, second]: [OrderName, OrderName]) => {
    const next = order() === first ? second : first;
    props.address.change({ order: next === 'newest' ? null : next });
  };
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" class={css['trace-choice']}>
          {props.children}
        </th>
        <For each={COLUMNS}>
          {(column) => (
            <th
              scope="col"
              class={column.class}
              title={column.title}
              aria-sort={SORTS[sortOf(column)]}
            >
              <Show when={column.orders} fallback={column.name}>
                {(orders) => (
                  <button type="button" data-look="link" onClick={() => press(orders())}>
                    {column.name}
                    <span aria-hidden="true">{ARROWS[sortOf(column)]}</span>
                  </button>
                )}
              </Show>
            </th>
          )}
        </For>
      </tr>
    </thead>
  );
}
