import { createSignal, For, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import '../ui/table.css';
import '../ui/note.css';

const VersionFilesDocument = graphql(`
  query VersionFiles($reference: String!) {
    modelVersion(reference: $reference) {
      __typename
      ... on ModelVersion {
        id
        files {
          path
          sizeBytes
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** The files of a version, read when they are asked for. */
export function VersionFiles(props: { reference: string }) {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Files</summary>
      <Show when={isOpen()}>
        <Files reference={props.reference} />
      </Show>
    </details>
  );
}

function Files(props: { reference: string }) {
  const query = createFreshQuery({
    query: VersionFilesDocument,
    variables: () => ({ reference: props.reference }),
  });
  return (
    <Loaded query={query} skeleton={<TableSkeleton rows={3} />}>
      {(data) => {
        const files = () => {
          const { modelVersion } = data();
          return modelVersion.__typename === 'ModelVersion' ? modelVersion.files : [];
        };
        return (
          <Show
            when={files().length > 0}
            fallback={<p class="empty-note">They are on another server.</p>}
          >
            <div class="table-scroll">
              <table class="table" data-testid="version-files">
                <thead>
                  <tr>
                    <th scope="col">File</th>
                    <th scope="col" class="table-number">
                      Size
                    </th>
                  </tr>
                </thead>
                <tbody>
                  <For each={files()}>
                    {(file) => (
                      <tr>
                        <th scope="row">{file.path}</th>
                        <td class="table-number">{bytesText(Number(file.sizeBytes))}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
          </Show>
        );
      }}
    </Loaded>
  );
}
