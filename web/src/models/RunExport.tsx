import { createEffect, For, on, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Snippet } from '../ui/Snippet.tsx';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { exportedBytes, isAdapterExport } from './exportedFiles.ts';
import '../ui/table.css';
import '../ui/note.css';

const RunExportDocument = graphql(`
  query RunExport($id: ID!) {
    run(id: $id) {
      id
      exported {
        path
        tensors
        largestDifference
        checkedWith
        url
        folderName
        pushed {
          repository
          url
          commit
          isPrivate
        }
        files {
          path
          sizeBytes
          sha256
        }
      }
    }
  }
`);

/** What an export run wrote, the proof that it is the same model, and how to load it. */
export function RunExport(props: { runId: string; status: string }) {
  const query = createFreshQuery({
    query: RunExportDocument,
    variables: () => ({ id: props.runId }),
  });
  createEffect(on(() => props.status, query.refetch, { defer: true }));
  return (
    <Loaded query={query} skeleton={<TableSkeleton rows={3} />}>
      {(data) => (
        <Show
          when={data().run?.exported}
          fallback={<p class="empty-note">Nothing is written yet.</p>}
        >
          {(exported) => {
            const isAdapter = () => isAdapterExport(exported());
            return (
              <>
                <p data-testid="export-proof">
                  <strong>
                    {isAdapter() ? 'Weights equal' : 'Logits equal'}
                    {exported().largestDifference > 0
                      ? `: they differ by at most ${exported().largestDifference.toExponential(1)}`
                      : ', to the last digit'}
                  </strong>
                  , {exported().tensors} tensors,{' '}
                  {exported().checkedWith === 'transformers'
                    ? 'loaded with transformers'
                    : exported().checkedWith === 'tunix'
                      ? 'loaded again with Tunix'
                      : 'compared tensor by tensor'}
                  .
                </p>
                <p>
                  <a class="button" href={exported().url} rel="external" download="">
                    <Icon name="down" /> Download, {bytesText(exportedBytes(exported()))}
                  </a>
                </p>
                <Show when={exported().pushed}>
                  {(pushed) => (
                    <p data-testid="pushed">
                      Pushed to{' '}
                      <a href={pushed().url} rel="external noreferrer">
                        {pushed().repository}
                      </a>
                      , {pushed().isPrivate ? 'private' : 'public'}, commit{' '}
                      <code title={pushed().commit}>{pushed().commit.slice(0, 12)}</code>.
                    </p>
                  )}
                </Show>
                <Snippet
                  title="How to load it"
                  code={loadingCode(exported().folderName, isAdapter())}
                />
                <div class="table-scroll">
                  <table class="table" data-testid="exported">
                    <thead>
                      <tr>
                        <th scope="col">File</th>
                        <th scope="col" class="table-number">
                          Size
                        </th>
                        <th scope="col" class="table-optional">
                          SHA-256
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      <For each={exported().files}>
                        {(file) => (
                          <tr>
                            <th scope="row">{file.path}</th>
                            <td class="table-number">{bytesText(Number(file.sizeBytes))}</td>
                            <td class="table-optional">
                              <code title={file.sha256}>{file.sha256.slice(0, 16)}</code>
                            </td>
                          </tr>
                        )}
                      </For>
                    </tbody>
                  </table>
                </div>
              </>
            );
          }}
        </Show>
      )}
    </Loaded>
  );
}

/** Python that loads the folder which the archive unpacks to. */
function loadingCode(folder: string, isAdapter: boolean): string {
  const path = JSON.stringify(folder);
  return isAdapter
    ? `from peft import AutoPeftModelForCausalLM\n\nmodel = AutoPeftModelForCausalLM.from_pretrained(${path})`
    : `from transformers import AutoModelForCausalLM, AutoTokenizer\n\nmodel = AutoModelForCausalLM.from_pretrained(${path})\ntokenizer = AutoTokenizer.from_pretrained(${path})`;
}
