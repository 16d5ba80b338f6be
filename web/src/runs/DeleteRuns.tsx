import { createResource, For, type JSX, onCleanup, Show } from 'solid-js';
import { ask } from '../graphql/ask.ts';
import { createMutation } from '../graphql/createMutation.ts';
import { explainError, failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunDeletionQuery } from '../graphql/generated/graphql.ts';
import { Problem } from '../graphql/Problem.tsx';
import { showToast } from '../shell/toasts/toasts.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { countText, numberText } from '../ui/format/number.ts';
import { ProblemBox } from '../ui/ProblemBox.tsx';

const RunDeletionDocument = graphql(`
  query RunDeletion($ids: [ID!]!) {
    runDeletion(ids: $ids) {
      runCount
      names
      checkpointCount
      sampleCount
      evaluationCount
      modelVersionCount
      freedBytes
      keptBytes
      refused {
        runId
        name
        reason
      }
    }
  }
`);

const DeleteRunsDocument = graphql(`
  mutation DeleteRuns($ids: [ID!]!) {
    outcome: deleteRuns(ids: $ids) {
      __typename
      ... on DeletedRuns {
        deletedIds
        freedBytes
        refused {
          runId
          name
          reason
        }
        leftovers
      }
      ... on Error {
        message
      }
    }
  }
`);

type Deletion = RunDeletionQuery['runDeletion'];

/** Deletes runs after it has said what goes, what stays, and how much disk comes free. */
export function DeleteRuns(props: {
  ids: string[];
  /** What they are called together: the name of one, or how many there are. */
  called: string;
  close: () => void;
  deleted: (ids: string[]) => void;
}) {
  const deletion = createMutation();
  const controller = new AbortController();
  onCleanup(() => controller.abort());
  const [preview, { refetch }] = createResource(async () => {
    const { runDeletion } = await ask(RunDeletionDocument, { ids: props.ids }, controller.signal);
    return runDeletion;
  });
  const found = () => (preview.error ? undefined : preview());
  const remove = async () => {
    const outcome = await deletion.mutate(DeleteRunsDocument, { ids: props.ids });
    if (!outcome) return;
    const { deletedIds, freedBytes, leftovers } = outcome;
    const known = new Set(found()?.refused.map(({ runId }) => runId));
    const refused = outcome.refused.filter(({ runId }) => !known.has(runId));
    showToast(
      [
        `Deleted ${countText(deletedIds.length, 'run')}. ${bytesText(Number(freedBytes))} came free.`,
        ...refused.map(({ name, reason }) => `${name} stays. ${reason}.`),
        ...leftovers,
      ].join(' '),
    );
    props.close();
    props.deleted(deletedIds);
  };
  return (
    <Dialog title={`Delete ${props.called}?`} close={props.close}>
      <Show
        when={found()}
        fallback={
          <Show
            when={preview.error}
            fallback={<p role="status">Looking at what goes, and what comes free…</p>}
          >
            {(error) => <Problem failure={explainError(error())} retry={refetch} />}
          </Show>
        }
      >
        {(deletion) => <WhatGoes deletion={deletion()} />}
      </Show>
      <Show when={deletion.failure()}>
        {(failure) => (
          <ProblemBox>
            <p>{failureText(failure())}</p>
          </ProblemBox>
        )}
      </Show>
      <Show when={deletion.isPending()}>
        <p role="status">Deleting. Closing this does not stop it.</p>
      </Show>
      <DialogActions>
        <button type="button" onClick={() => props.close()}>
          {deletion.isPending() ? 'Close' : 'Cancel'}
        </button>
        <button
          type="button"
          data-look="danger"
          disabled={deletion.isPending() || !found()?.runCount}
          onClick={remove}
        >
          {deletion.isPending() ? 'Deleting…' : deleteWord(found())}
        </button>
      </DialogActions>
    </Dialog>
  );
}

function WhatGoes(props: { deletion: Deletion }): JSX.Element {
  const parts = () => {
    const { checkpointCount, sampleCount } = props.deletion;
    return list.format([
      'metrics',
      'files',
      ...(checkpointCount > 0 ? [countText(checkpointCount, 'checkpoint')] : []),
      ...(sampleCount > 0 ? [countText(sampleCount, 'sample')] : []),
    ]);
  };
  return (
    <>
      <Show when={props.deletion.runCount > 0}>
        <p>
          {countText(props.deletion.runCount, 'run')}{' '}
          {props.deletion.runCount === 1 ? 'goes with its log' : 'go with their logs'}, {parts()}.
          There is no way back.
        </p>
        <Show when={props.deletion.runCount > 1}>
          <ul>
            <For each={props.deletion.names}>{(name) => <li dir="auto">{name}</li>}</For>
            <Show when={props.deletion.runCount > props.deletion.names.length}>
              <li>and {numberText(props.deletion.runCount - props.deletion.names.length)} more.</li>
            </Show>
          </ul>
        </Show>
        <Show when={props.deletion.evaluationCount > 0}>
          <p>
            {countText(props.deletion.evaluationCount, 'evaluation')}{' '}
            {props.deletion.evaluationCount === 1 ? 'goes' : 'go'} too: models and the leaderboard
            will no longer show what {props.deletion.evaluationCount === 1 ? 'it' : 'they'}{' '}
            measured.
          </p>
        </Show>
        <p>
          <b>{bytesText(Number(props.deletion.freedBytes))}</b> of the disk come free.
          <Show when={Number(props.deletion.keptBytes) > 0}>
            {' '}
            {bytesText(Number(props.deletion.keptBytes))} more stay, since models or other runs have
            the same files.
          </Show>
        </p>
        <Show when={props.deletion.modelVersionCount > 0}>
          <p>
            {numberText(props.deletion.modelVersionCount)}{' '}
            {props.deletion.modelVersionCount === 1
              ? 'version of a model, which was made of one, stays as it is.'
              : 'versions of models, which were made of them, stay as they are.'}
          </p>
        </Show>
      </Show>
      <Show when={props.deletion.refused.length > 0}>
        <p>{countText(props.deletion.refused.length, 'run')} can't be deleted now:</p>
        <ul>
          <For each={props.deletion.refused.slice(0, MOST_NAMED)}>
            {({ name, reason }) => (
              <li>
                <b dir="auto">{name}</b>: {reason}.
              </li>
            )}
          </For>
          <Show when={props.deletion.refused.length > MOST_NAMED}>
            <li>and {numberText(props.deletion.refused.length - MOST_NAMED)} more.</li>
          </Show>
        </ul>
      </Show>
    </>
  );
}

const MOST_NAMED = 5;

const list = new Intl.ListFormat('en');

function deleteWord(deletion: Deletion | undefined): string {
  return deletion && deletion.runCount > 0
    ? `Delete ${countText(deletion.runCount, 'run')}`
    : 'Delete';
}
