import { A, useSearchParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { createRowKeys } from '../../shell/createRowKeys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { numberText } from '../../ui/format/number.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pager, pageOf } from '../../ui/Pager.tsx';
import { Snippet } from '../../ui/Snippet.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import '../../ui/table.css';

const ManifestsDocument = graphql(`
  query Manifests($first: Int, $after: String, $last: Int, $before: String) {
    manifests(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      edges {
        node {
          id
          createdAt
          modelId
          datasetKey
          dataset {
            id
          }
          runs(first: 1) {
            edges {
              node {
                id
                status
              }
            }
          }
        }
      }
    }
  }
`);

/** All manifests, the newest first. */
export function Manifests() {
  const [search] = useSearchParams();
  const manifests = createFreshQuery({
    query: ManifestsDocument,
    variables: () => pageOf(search),
  });
  createWaiting(() => manifests.data()?.manifests.totalCount === 0, manifests.refetch);
  let table: HTMLTableElement | undefined;
  createRowKeys(() => table);
  return (
    <div class="page">
      <PageHeader
        title="Manifests"
        actions={
          <A class="button" data-look="primary" href="/manifests/new">
            New manifest
          </A>
        }
      >
        What to train, on what, and how: a file that Tunix RT runs here, or that you take away.
      </PageHeader>
      <Loaded query={manifests} skeleton={<TableSkeleton rows={5} />}>
        {(data) => (
          <Show when={data().manifests.edges.length > 0} fallback={<NoManifests />}>
            <table class="table" ref={table}>
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  <th scope="col">Dataset</th>
                  <th scope="col" class="table-optional">
                    Newest run
                  </th>
                  <th scope="col">Made</th>
                </tr>
              </thead>
              <tbody>
                <For each={data().manifests.edges}>
                  {({ node }) => (
                    <tr data-testid="manifest">
                      <th scope="row">
                        <A href={`/manifests/${node.id}`}>{node.modelId}</A>
                      </th>
                      <td>
                        <Show
                          when={node.dataset}
                          fallback={<span class="faint">{node.datasetKey}, which was deleted</span>}
                        >
                          <A href={`/datasets/${node.datasetKey}`}>{node.datasetKey}</A>
                        </Show>
                      </td>
                      <td class="table-optional">
                        <Show
                          when={node.runs.edges[0]}
                          fallback={<span class="faint">not run yet</span>}
                        >
                          {(run) => (
                            <A href={`/runs/${run().node.id}`}>
                              <RunStatus status={run().node.status} />
                            </A>
                          )}
                        </Show>
                      </td>
                      <td>
                        <Time at={node.createdAt} />
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
            <Pager pageInfo={data().manifests.pageInfo}>
              {`${numberText(data().manifests.totalCount)} in all · j and k go through the list`}
            </Pager>
          </Show>
        )}
      </Loaded>
    </div>
  );
}

function NoManifests() {
  return (
    <EmptyState title="No manifests yet">
      <p>
        A manifest says what to train, on what, and how. <A href="/manifests/new">Make one</A> in a
        form that shows the file as it will be, or send this:
      </p>
      <Snippet
        title="GraphQL"
        code={`mutation {
  createManifest(input: {
    datasetKey: "first-v1"
    modelId: "tunix-rt/tiny"
    outputDir: "./output"
  }) {
    ... on Manifest { id yaml url }
    ... on Error { message }
  }
}`}
      />
    </EmptyState>
  );
}
