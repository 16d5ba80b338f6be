import { A, useSearchParams } from '@solidjs/router';
import { createEffect, on } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { createTakeFiles } from '../../imports/createTakeFiles.ts';
import { DropTarget } from '../../imports/DropTarget.tsx';
import { ImportRow } from '../../imports/ImportRow.tsx';
import { Imports } from '../../imports/Imports.tsx';
import { imports } from '../../imports/imports.ts';
import { PagedTable } from '../../shell/PagedTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';

const ImportsDocument = graphql(`
  query Imports($first: Int, $after: String, $last: Int, $before: String) {
    imports(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PagedTable
      }
      edges {
        node {
          ...ImportRow
        }
      }
    }
  }
`);

/** All imports, the newest first. */
export function ImportsPage() {
  const [search] = useSearchParams();
  const takeFiles = createTakeFiles();
  const query = createFreshQuery({ query: ImportsDocument, variables: () => pageOf(search) });
  const isAnyAtWork = () =>
    query.data()?.imports.edges.some(({ node }) => node.status === 'RUNNING') ?? false;
  const isEmpty = () => query.data()?.imports.totalCount === 0;
  createWaiting(() => isEmpty() || isAnyAtWork(), query.refetch);
  createEffect(on(imports.storedCount, query.refetch, { defer: true }));
  return (
    <div class="page" data-width="wide">
      <PageHeader
        title="Imports"
        actions={
          <A class="button" data-look="primary" href="/imports/new">
            New import
          </A>
        }
      >
        What brought traces in. An import can be undone.
      </PageHeader>
      <DropTarget take={takeFiles} />
      <Imports />
      <PagedTable
        query={query}
        page={(data) => data.imports}
        class="table"
        expected={5}
        head={
          <>
            <th scope="col">Import</th>
            <th scope="col">State</th>
            <th scope="col" class="table-number">
              Traces
            </th>
            <th scope="col" class="table-number table-optional">
              There before
            </th>
            <th scope="col" class="table-number table-optional">
              Refused
            </th>
            <th scope="col" class="table-optional">
              Read as
            </th>
            <th scope="col">Began</th>
          </>
        }
        empty={
          <EmptyState title="No imports yet">
            <p>
              Files of traces, or of rows of other tools, are listed here with what came of them.{' '}
              <A href="/imports/new">Look at one</A>, or drop it here.
            </p>
          </EmptyState>
        }
      >
        {(row) => <ImportRow import={row()} />}
      </PagedTable>
    </div>
  );
}
