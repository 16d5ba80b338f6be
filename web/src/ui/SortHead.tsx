import { type JSX, Show } from 'solid-js';
import { Icon } from './Icon.tsx';
import css from './SortHead.module.css';

export type Direction = 'ASC' | 'DESC';

/** The head of a column that orders the list by it: first one way, then the other. With Shift, where a list takes a
 * second key, it orders what the first leaves equal. */
export function SortHead(props: {
  class?: string | undefined;
  /** How the list is ordered by this column, if it is. */
  direction: Direction | undefined;
  /** The way that is wanted first. */
  first: Direction;
  /** Its place among the keys of the list, from 1, where there are several. */
  place?: number | undefined;
  sort: (direction: Direction, isSecond: boolean) => void;
  children: JSX.Element;
}) {
  const next = (): Direction => {
    if (!props.direction) return props.first;
    return props.direction === 'ASC' ? 'DESC' : 'ASC';
  };
  return (
    <th scope="col" class={props.class} aria-sort={ARIA[props.direction ?? 'none']}>
      <button
        type="button"
        class={css['sort-head']}
        onClick={(event) => props.sort(next(), event.shiftKey)}
      >
        {props.children}
        <Show when={props.direction}>
          {(direction) => <Icon name={direction() === 'ASC' ? 'rising' : 'falling'} />}
        </Show>
        <Show when={props.place}>{(place) => <small>{place()}</small>}</Show>
      </button>
    </th>
  );
}

const ARIA = { ASC: 'ascending', DESC: 'descending', none: 'none' } as const;
