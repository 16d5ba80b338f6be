import { A, useLocation } from '@solidjs/router';
import { Show } from 'solid-js';
import css from './Pager.module.css';

/** The way to the pages before and after this one of a list, the newest first. */
export function Pager(props: {
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor?: string | null;
    endCursor?: string | null;
  };
  children: string;
}) {
  const location = useLocation();
  const hrefOf = (name: 'after' | 'before', cursor: string | null | undefined) => {
    const query = new URLSearchParams(location.search);
    query.delete('after');
    query.delete('before');
    query.set(name, cursor ?? '');
    return `${location.pathname}?${query}`;
  };
  return (
    <nav class={css['pager']} aria-label="Pages">
      <span>{props.children}</span>
      <Show when={props.pageInfo.hasPreviousPage}>
        <A href={hrefOf('before', props.pageInfo.startCursor)}>Newer</A>
      </Show>
      <Show when={props.pageInfo.hasNextPage}>
        <A href={hrefOf('after', props.pageInfo.endCursor)}>Older</A>
      </Show>
    </nav>
  );
}

const PAGE = 20;

/** The arguments of a connection that an address asks for. */
export function pageOf(search: Record<string, string | string[] | undefined>) {
  const cursor = (name: string) => [search[name]].flat()[0] || null;
  const before = cursor('before');
  return before
    ? { last: PAGE, before, first: null, after: null }
    : { first: PAGE, after: cursor('after'), last: null, before: null };
}
