import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { LargestRunsFragment, StoredRunOrder } from '../../graphql/generated/graphql.ts';
import { createRunSelection } from '../../runs/createRunSelection.ts';
import { createSelectionKeys } from '../../runs/createSelectionKeys.ts';
import { RunSelectionBar } from '../../runs/RunSelectionBar.tsx';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { SelectPage } from '../../runs/SelectPage.tsx';
import { createRowKeys } from '../../shell/keys/createRowKeys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { bytesText } from '../../ui/format/bytes.ts';
import { numberText } from '../../ui/format/number.ts';
import { SortHead } from '../../ui/SortHead.tsx';
import { Time } from '../../ui/Time.tsx';
import css from './LargestRuns.module.css';
import '../../ui/table.css';
import '../../ui/note.css';

graphql(`
  fragment LargestRuns on Storage {
    runCount
    runs(by: $by, first: $first) {
      runId
      sizeBytes
      freedBytes
      run {
        id
        name
        status
        kind
        mode
        datasetKey
        createdAt
        keptCheckpointCount
      }
    }
  }
`);

/** The runs that take most of the disk, to select with x and delete. */
export function LargestRuns(props: {
  storage: LargestRunsFragment;
  by: StoredRunOrder;
  setBy: (by: StoredRunOrder) => void;
  /** Shows more of them, where there are more. */
  more: (() => void) | undefined;
}) {
  let table: HTMLTableElement | undefined;
  const known = () => props.storage.runs.flatMap(({ run }) => (run ? [run.id] : []));
  const selection = createRunSelection(known);
  createRowKeys(() => table);
  createSelectionKeys(() => selection);
  const head = (by: StoredRunOrder, name: string) => (
    <SortHead
      class="table-number"
      direction={props.by === by ? 'DESC' : undefined}
      first="DESC"
      sort={() => props.setBy(by)}
    >
      {name}
    </SortHead>
  );
  return (
    <section class={css['largest-runs']} aria-label="Largest runs">
      <h2>Largest runs</h2>
      <Show
        when={props.storage.runs.length > 0}
        fallback={
          <EmptyState title="No run has files">
            <p>Dry runs leave little, and trainings their checkpoints.</p>
          </EmptyState>
        }
      >
        <div class="table-scroll">
          <table class="table" ref={table} data-testid="largest-runs">
            <thead>
              <tr>
                <th scope="col">
                  <SelectPage rows={known()} selection={selection} />
                </th>
                <th scope="col">Run</th>
                <th scope="col" class="table-optional">
                  State
                </th>
                <th scope="col" class="table-optional">
                  Queued
                </th>
                <th scope="col" class="table-number table-optional">
                  Checkpoints
                </th>
                {head('SIZE', 'Size')}
                {head('FREED', 'Comes free')}
              </tr>
            </thead>
            <tbody>
              <For each={props.storage.runs}>
                {(stored) => (
                  <Show
                    when={stored.run}
                    fallback={
                      <tr>
                        <td />
                        <th scope="row">
                          <code>{stored.runId}</code>
                        </th>
                        <td class="table-optional" colspan={3}>
                          <span class="faint">not in the database</span>
                        </td>
                        <td class="table-number">{bytesText(Number(stored.sizeBytes))}</td>
                        <td class="table-number">–</td>
                      </tr>
                    }
                  >
                    {(run) => (
                      <tr data-run={run().id}>
                        <td>
                          <input
                            type="checkbox"
                            aria-label={`Select ${run().name}`}
                            checked={selection.has(run().id)}
                            onClick={(event) => selection.toggle(run().id, event.shiftKey)}
                          />
                        </td>
                        <th scope="row">
                          <A href={`/runs/${run().id}`} dir="auto">
                            {run().name}
                          </A>
                        </th>
                        <td class="table-optional">
                          <RunStatus status={run().status} />
                        </td>
                        <td class="table-optional">
                          <Time at={run().createdAt} />
                        </td>
                        <td class="table-number table-optional">
                          <Show when={run().keptCheckpointCount > 0} fallback="–">
                            <A href={`/runs/${run().id}?tab=checkpoints`}>
                              {numberText(run().keptCheckpointCount)}
                            </A>
                          </Show>
                        </td>
                        <td class="table-number">{bytesText(Number(stored.sizeBytes))}</td>
                        <td class="table-number">{bytesText(Number(stored.freedBytes))}</td>
                      </tr>
                    )}
                  </Show>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <p class="note">
          {numberText(props.storage.runs.length)} of {numberText(props.storage.runCount)} · j and k
          go through the list, x selects, Shift X up to there{' '}
          <Show when={props.more}>
            {(more) => (
              <button type="button" data-look="link" onClick={() => more()()}>
                Show more
              </button>
            )}
          </Show>
        </p>
      </Show>
      <RunSelectionBar selection={selection} filter={null} total={0} />
    </section>
  );
}
