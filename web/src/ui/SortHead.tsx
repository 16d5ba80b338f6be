import { type JSX, Show } from 'solid-js';
import { Icon } from './Icon.tsx';
import css from './SortHead.module.css';

export type Direction = 'ASC' | 'DESC';

/** The head of a column that orders the list by it: first one way, then the other. */
export function SortHead(props: {
  class?: string | undefined;
  /** How the list is ordered by this column, if it is. */
  direction: Direction | undefined;
  /** The way that is wanted first. */
  first: Direction;
  sort: (direction: Direction) => void;
  children: JSX.Element;
}) {
  const next = (): Direction => {
    if (!props.direction) return props.first;
    return props.direction === 'ASC' ? 'DESC' : 'ASC';
  };
  return (
    <th scope="col" class={props.class} aria-sort={ARIA[props.direction ?? 'none']}>
      <button type="button" class={css['sort-head']} onClick={() => props.sort(next())}>
        {props.children}
        <Show when={props.direction}>
          {(direction) => <Icon name={direction() === 'ASC' ? 'rising' : 'falling'} />}
        </Show>
      </button>
    </th>
  );
}

const ARIA = { ASC: 'ascending', DESC: 'descending', none: 'none' } as const;
