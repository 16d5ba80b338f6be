import { createSignal, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { showToast } from '../shell/toasts/toasts.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { countText } from '../ui/format/number.ts';
import { ProblemBox } from '../ui/ProblemBox.tsx';

const UndoImportDocument = graphql(`
  mutation UndoImport($id: ID!) {
    outcome: undoImport(id: $id) {
      __typename
      ... on UndoImportPayload {
        deletedCount
        keptCount
        heldBy
        import {
          id
          status
          traceCount
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Deletes what an import stored, after it has said what goes and what stays. */
export function UndoImport(props: { import: { id: string; name: string; traceCount: number } }) {
  const [isAsking, setIsAsking] = createSignal(false);
  const undoing = createMutation();
  const undo = async () => {
    const undone = await undoing.mutate(UndoImportDocument, { id: props.import.id });
    if (!undone) return;
    setIsAsking(false);
    const kept =
      undone.keptCount > 0
        ? ` ${countText(undone.keptCount, 'trace')} ${undone.keptCount === 1 ? 'stays' : 'stay'}, held by ${undone.heldBy.join(', ')}.`
        : '';
    showToast(`Deleted ${countText(undone.deletedCount, 'trace')}.${kept}`);
  };
  return (
    <>
      <button
        type="button"
        data-look="danger"
        disabled={props.import.traceCount === 0}
        onClick={() => setIsAsking(true)}
      >
        Undo import…
      </button>
      <Show when={isAsking()}>
        <Dialog title={`Undo the import of ${props.import.name}?`} close={() => setIsAsking(false)}>
          <p>
            Deletes {countText(props.import.traceCount, 'trace')} with their scores. Those that a
            dataset holds stay.
          </p>
          <Show when={undoing.failure()}>
            {(failure) => <ProblemBox>{failureText(failure())}</ProblemBox>}
          </Show>
          <DialogActions>
            <button type="button" onClick={() => setIsAsking(false)}>
              {undoing.isPending() ? 'Close' : 'Keep them'}
            </button>
            <button type="button" data-look="danger" disabled={undoing.isPending()} onClick={undo}>
              {undoing.isPending() ? 'Deleting…' : 'Undo import'}
            </button>
          </DialogActions>
        </Dialog>
      </Show>
    </>
  );
}
