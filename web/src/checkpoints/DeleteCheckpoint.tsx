import { createResource, createSignal, onCleanup, Show } from 'solid-js';
import { ask } from '../graphql/ask.ts';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { showToast } from '../shell/toasts/toasts.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { numberText } from '../ui/format/number.ts';
import { ProblemBox } from '../ui/ProblemBox.tsx';
import type { KeptCheckpoint } from './RunCheckpoints.tsx';

const CheckpointDeletionDocument = graphql(`
  query CheckpointDeletion($runId: ID!, $steps: [Int!]!) {
    checkpointDeletion(runId: $runId, steps: $steps) {
      __typename
      ... on CheckpointDeletion {
        freedBytes
        keptBytes
      }
    }
  }
`);

const DeleteCheckpointsDocument = graphql(`
  mutation DeleteCheckpoints($runId: ID!, $steps: [Int!]!) {
    outcome: deleteCheckpoints(runId: $runId, steps: $steps) {
      __typename
      ... on DeletedCheckpoints {
        freedBytes
        leftovers
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Removes a checkpoint after it has said what comes free, and what it was good for. */
export function DeleteCheckpoint(props: { runId: string; checkpoint: KeptCheckpoint }) {
  const [isAsking, setAsking] = createSignal(false);
  return (
    <>
      <button type="button" data-look="danger" onClick={() => setAsking(true)}>
        Delete…
      </button>
      <Show when={isAsking()}>
        <Question
          runId={props.runId}
          checkpoint={props.checkpoint}
          close={() => setAsking(false)}
        />
      </Show>
    </>
  );
}

function Question(props: { runId: string; checkpoint: KeptCheckpoint; close: () => void }) {
  const deletion = createMutation();
  const controller = new AbortController();
  onCleanup(() => controller.abort());
  const meant = () => ({ runId: props.runId, steps: [props.checkpoint.step] });
  const [preview] = createResource(async () => {
    const found = await ask(CheckpointDeletionDocument, meant(), controller.signal);
    const { checkpointDeletion: size } = found;
    return size.__typename === 'CheckpointDeletion' ? size : undefined;
  });
  const size = () => (preview.error ? undefined : preview());
  const remove = async () => {
    const deleted = await deletion.mutate(DeleteCheckpointsDocument, meant());
    if (!deleted) return;
    const { freedBytes, leftovers } = deleted;
    showToast(
      [
        `Deleted the checkpoint of step ${numberText(props.checkpoint.step)}.`,
        `${bytesText(Number(freedBytes))} came free.`,
        ...leftovers,
      ].join(' '),
    );
    props.close();
  };
  return (
    <Dialog
      title={`Delete the checkpoint of step ${numberText(props.checkpoint.step)}?`}
      close={props.close}
    >
      <Show when={size()} fallback={<p role="status">Looking at what comes free…</p>}>
        {(found) => (
          <p>
            <b>{bytesText(Number(found().freedBytes))}</b> of the disk come free.
            <Show when={Number(found().keptBytes) > 0}>
              {' '}
              {bytesText(Number(found().keptBytes))} more stay, since models or other runs have the
              same files.
            </Show>{' '}
            There is no way back.
          </p>
        )}
      </Show>
      <Show when={props.checkpoint.best}>
        {(metric) => <p>It is the best of the run by {metric()}.</p>}
      </Show>
      <Show when={props.checkpoint.isLast}>
        <p>
          It is the last one: without it the run is resumed from the one before, or not at all where
          there is none.
        </p>
      </Show>
      <Show when={deletion.failure()}>
        {(failure) => (
          <ProblemBox>
            <p>{failureText(failure())}</p>
          </ProblemBox>
        )}
      </Show>
      <DialogActions>
        <button type="button" onClick={() => props.close()}>
          Cancel
        </button>
        <button type="button" data-look="danger" disabled={deletion.isPending()} onClick={remove}>
          Delete the checkpoint
        </button>
      </DialogActions>
    </Dialog>
  );
}
