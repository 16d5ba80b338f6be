import { A, useSearchParams } from '@solidjs/router';
import { DatasetRow } from '../../datasets/DatasetRow.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { PagedTable } from '../../shell/PagedTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';
import { Snippet } from '../../ui/Snippet.tsx';

const DatasetsDocument = graphql(`
  query Datasets($first: Int, $after: String, $last: Int, $before: String) {
    datasets(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PagedTable
      }
      edges {
        node {
          ...DatasetRow
        }
      }
    }
  }
`);

/** All datasets, the newest first. */
export function Datasets() {
  const [search] = useSearchParams();
  const datasets = createFreshQuery({
    query: DatasetsDocument,
    variables: () => pageOf(search),
  });
  createWaiting(() => datasets.data()?.datasets.totalCount === 0, datasets.refetch);
  return (
    <div class="page" data-width="wide">
      <PageHeader
        title="Datasets"
        actions={
          <>
            <A class="button" href="/datasets/compare">
              Compare
            </A>
            <A class="button" data-look="primary" href="/datasets/new">
              New dataset
            </A>
          </>
        }
      >
        Frozen selections of traces. A dataset's digest proves what a model was trained on.
      </PageHeader>
      <PagedTable
        query={datasets}
        page={(data) => data.datasets}
        class="table"
        expected={5}
        head={
          <>
            <th scope="col">Dataset</th>
            <th scope="col" class="table-number">
              Traces
            </th>
            <th scope="col" class="table-optional">
              Selection
            </th>
            <th scope="col" class="table-optional">
              Digest
            </th>
            <th scope="col" class="table-optional">
              Used by
            </th>
            <th scope="col">Built</th>
          </>
        }
        empty={<NoDatasets />}
      >
        {(dataset) => <DatasetRow dataset={dataset()} />}
      </PagedTable>
    </div>
  );
}

function NoDatasets() {
  return (
    <EmptyState title="No datasets yet">
      <p>
        A dataset freezes a selection of your traces under a name and a version, so that training on
        it can be repeated. <A href="/datasets/new">Build one</A> and watch what the filter matches
        as you type, or send this:
      </p>
      <Snippet
        title="GraphQL"
        code={`mutation {
  buildDataset(input: { name: "first", version: "v1", limit: 100 }) {
    ... on Dataset { key traceCount digest }
    ... on Error { message }
  }
}`}
      />
    </EmptyState>
  );
}
