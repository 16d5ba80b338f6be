import { A, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { PagedTable } from '../../shell/PagedTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';
import { Snippet } from '../../ui/Snippet.tsx';
import { Time } from '../../ui/Time.tsx';

const ManifestsDocument = graphql(`
  query Manifests($first: Int, $after: String, $last: Int, $before: String) {
    manifests(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PagedTable
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
  return (
    <div class="page" data-width="wide">
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
      <PagedTable
        query={manifests}
        page={(data) => data.manifests}
        class="table"
        expected={5}
        head={
          <>
            <th scope="col">Model</th>
            <th scope="col">Dataset</th>
            <th scope="col" class="table-optional">
              Newest run
            </th>
            <th scope="col">Made</th>
          </>
        }
        empty={<NoManifests />}
      >
        {(manifest) => (
          <tr data-testid="manifest">
            <th scope="row">
              <A href={`/manifests/${manifest().id}`}>{manifest().modelId}</A>
            </th>
            <td>
              <Show
                when={manifest().dataset}
                fallback={<span class="faint">{manifest().datasetKey}, which was deleted</span>}
              >
                <A href={`/datasets/${manifest().datasetKey}`}>{manifest().datasetKey}</A>
              </Show>
            </td>
            <td class="table-optional">
              <Show
                when={manifest().runs.edges[0]}
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
              <Time at={manifest().createdAt} />
            </td>
          </tr>
        )}
      </PagedTable>
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
