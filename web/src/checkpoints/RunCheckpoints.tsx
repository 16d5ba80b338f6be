import { A } from '@solidjs/router';
import { createEffect, For, type JSX, on, onCleanup, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunCheckpointsQuery } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { metricText } from '../ui/format/measured.ts';
import { numberText } from '../ui/format/number.ts';
import { Icon } from '../ui/Icon.tsx';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { throttle } from '../ui/throttle.ts';
import '../ui/table.css';
import '../ui/note.css';
import css from './RunCheckpoints.module.css';

const RunCheckpointsDocument = graphql(`
  query RunCheckpoints($id: ID!) {
    run(id: $id) {
      id
      bestCheckpoint {
        step
        metric
        value
      }
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
        modelVersions {
          id
          reference
          model {
            id
            name
          }
        }
      }
    }
  }
`);

const WAIT = 2_000;

/** What a run has saved of the model, the last first. */
export function RunCheckpoints(props: {
  runId: string;
  count: number;
  isEnded: boolean;
  /** What can be done with one that is kept. */
  actions: (checkpoint: KeptCheckpoint) => JSX.Element;
}) {
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
            <table class={`table ${css['checkpoints-table']}`} data-testid="checkpoints">
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
                  <th scope="col">
                    <span class="visually-hidden">Actions</span>
                  </th>
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
                          <Show when={bestOf(data().run, checkpoint.step)}>
                            {(best) => (
                              <span class="faint">
                                {' '}
                                <Icon name="star" /> best {best().metric} {metricText(best().value)}
                              </span>
                            )}
                          </Show>
                        </th>
                        <td>
                          <Show
                            when={checkpoint.isKept}
                            fallback={
                              <span class="faint">
                                gone: deleted, or left behind by newer and better ones
                              </span>
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
                        <td class={`table-number ${css['checkpoint-size']}`}>
                          {bytesText(Number(checkpoint.sizeBytes))}
                        </td>
                        <td class="table-optional">
                          {checkpoint.isAdapter ? 'LoRA adapter' : 'whole model'}
                          <Show when={checkpoint.parameterCount}>
                            {(count) => <>, {numberText(Number(count()))} parameters</>}
                          </Show>
                        </td>
                        <td>
                          <Time at={checkpoint.createdAt} />
                        </td>
                        <td>
                          <Show when={checkpoint.isKept}>
                            {props.actions({
                              step: checkpoint.step,
                              isAdapter: checkpoint.isAdapter,
                              // Read when they are asked for, so that what is open over the row stays open.
                              get isLast() {
                                return isLastKept(data().run, checkpoint.step);
                              },
                              get best() {
                                return bestOf(data().run, checkpoint.step)?.metric ?? null;
                              },
                            })}
                          </Show>
                          <For each={checkpoint.modelVersions}>
                            {(version) => (
                              <>
                                {' '}
                                <A href={`/models/${version.model.name}`}>{version.reference}</A>
                              </>
                            )}
                          </For>
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

/** A checkpoint that is on disk, and what it is among the others. */
export type KeptCheckpoint = {
  isAdapter: boolean;
  step: number;
  isLast: boolean;
  /** The metric by which it is the best; null where it is not. */
  best: string | null;
};

function isLastKept(run: RunCheckpointsQuery['run'], step: number): boolean {
  return run?.checkpoints.find(({ isKept }) => isKept)?.step === step;
}

function bestOf(run: RunCheckpointsQuery['run'], step: number) {
  return run?.bestCheckpoint?.step === step ? run.bestCheckpoint : null;
}
