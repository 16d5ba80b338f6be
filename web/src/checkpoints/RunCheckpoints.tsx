import { createEffect, For, on, onCleanup, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { numberText } from '../ui/format/number.ts';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { throttle } from '../ui/throttle.ts';
import '../ui/table.css';
import '../ui/note.css';

const RunCheckpointsDocument = graphql(`
  query RunCheckpoints($id: ID!) {
    run(id: $id) {
      id
      checkpoints {
        id
        step
        path
        sizeBytes
        isAdapter
        parameterCount
        createdAt
        isKept
        url
      }
    }
  }
`);

const WAIT = 2_000;

/** What a run has saved of the model, the last first. */
export function RunCheckpoints(props: { runId: string; count: number; isEnded: boolean }) {
  const query = createFreshQuery({
    query: RunCheckpointsDocument,
    variables: () => ({ id: props.runId }),
  });
  const refetch = throttle(query.refetch, WAIT);
  onCleanup(refetch.stop);
  createEffect(on([() => props.count, () => props.isEnded], refetch.call, { defer: true }));
  return (
    <Loaded query={query} skeleton={<TableSkeleton rows={2} />}>
      {(data) => (
        <Show
          when={data().run?.checkpoints.length}
          fallback={
            <p class="empty-note">
              {props.isEnded
                ? 'This run saved no checkpoint, so it can be retried, and not resumed.'
                : 'Nothing is saved yet. The manifest says every how many steps a checkpoint is made.'}
            </p>
          }
        >
          <div class="table-scroll">
            <table class="table" data-testid="checkpoints">
              <thead>
                <tr>
                  <th scope="col">Step</th>
                  <th scope="col">Folder</th>
                  <th scope="col" class="table-number">
                    Size
                  </th>
                  <th scope="col" class="table-optional">
                    Holds
                  </th>
                  <th scope="col">Saved</th>
                </tr>
              </thead>
              <tbody>
                <For each={data().run?.checkpoints}>
                  {(checkpoint, index) => {
                    let code: HTMLElement | undefined;
                    return (
                      <tr>
                        <th scope="row">
                          {numberText(checkpoint.step)}
                          <Show when={index() === 0}>
                            <span class="faint"> last</span>
                          </Show>
                        </th>
                        <td>
                          <Show
                            when={checkpoint.isKept}
                            fallback={
                              <span class="faint">gone: the run keeps only its newest ones</span>
                            }
                          >
                            <a
                              href={checkpoint.url}
                              rel="external"
                              download=""
                              title="Download the folder as a tar archive"
                            >
                              <code ref={code}>{checkpoint.path}</code>
                            </a>{' '}
                            <CopyButton text={checkpoint.path} source={() => code} />
                          </Show>
                        </td>
                        <td class="table-number">{bytesText(Number(checkpoint.sizeBytes))}</td>
                        <td class="table-optional">
                          {checkpoint.isAdapter ? 'LoRA adapter' : 'whole model'}
                          <Show when={checkpoint.parameterCount}>
                            {(count) => <>, {numberText(Number(count()))} parameters</>}
                          </Show>
                        </td>
                        <td>
                          <Time at={checkpoint.createdAt} />
                        </td>
                      </tr>
                    );
                  }}
                </For>
              </tbody>
            </table>
          </div>
          <p class="note">
            Paths are relative to the run's folder, which is named under Files. A run that was
            cancelled or failed resumes from the last one.
          </p>
        </Show>
      )}
    </Loaded>
  );
}
