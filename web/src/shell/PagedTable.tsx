import type { Accessor, JSX } from 'solid-js';
import { Show } from 'solid-js';
import type { FreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { PagedTableFragment } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { numberText } from '../ui/format/number.ts';
import { Pager } from '../ui/Pager.tsx';
import { Rows } from '../ui/Rows.tsx';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { createRowKeys } from './keys/createRowKeys.ts';
import css from './PagedTable.module.css';
import '../ui/table.css';

graphql(`
  fragment PagedTable on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`);

type Page<Row> = { totalCount: number; pageInfo: PagedTableFragment; edges: { node: Row }[] };

/** A page of a list as a table, or what stands in its place; j and k go through it. */
export function PagedTable<Data, Row extends { id: string }>(props: {
  query: FreshQuery<Data>;
  page: (data: Data) => Page<Row>;
  class: string;
  /** How many rows one expects while they are read. */
  expected: number;
  head: JSX.Element;
  children: (row: Accessor<Row>) => JSX.Element;
  empty: JSX.Element;
  /** What the number of all rows is called. */
  counted?: string;
  /** What other keys do. */
  keys?: string;
}) {
  let table: HTMLTableElement | undefined;
  createRowKeys(() => table);
  return (
    <Loaded query={props.query} skeleton={<TableSkeleton rows={props.expected} />}>
      {(data) => {
        const page = () => props.page(data());
        const rows = () => page().edges.map(({ node }) => node);
        return (
          <Show when={rows().length > 0} fallback={props.empty}>
            <div class={css['paged-table']}>
              <table class={props.class} ref={table}>
                <thead>
                  <tr>{props.head}</tr>
                </thead>
                <tbody>
                  <Rows of={rows()}>{props.children}</Rows>
                </tbody>
              </table>
            </div>
            <Pager pageInfo={page().pageInfo}>
              {`${numberText(page().totalCount)} ${props.counted ?? 'in all'} · j and k go through the list${props.keys ?? ''}`}
            </Pager>
          </Show>
        );
      }}
    </Loaded>
  );
}
