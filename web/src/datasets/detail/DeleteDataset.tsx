import { useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createMutation } from '../../graphql/createMutation.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { showToast } from '../../shell/toasts/toasts.ts';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { numberText } from '../../ui/format/number.ts';

const DeleteDatasetDocument = graphql(`
  mutation DeleteDataset($key: String!) {
    outcome: deleteDataset(key: $key) {
      __typename
      ... on Dataset {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Deletes a dataset after it has said what goes and what stays. */
export function DeleteDataset(props: { dataset: { key: string; traceCount: number } }) {
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = createSignal(false);
  const deletion = createMutation();
  const remove = async () => {
    // One that somebody else deleted in the meantime is gone all the same.
    await deletion.mutate(DeleteDatasetDocument, { key: props.dataset.key });
    if (deletion.unanswered()) return;
    navigate('/datasets', { replace: true });
    showToast(`Deleted ${props.dataset.key}. Its traces are still there.`);
  };
  return (
    <>
      <button type="button" data-look="danger" onClick={() => setIsAsking(true)}>
        Delete
      </button>
      <Show when={isAsking()}>
        <Dialog title={`Delete ${props.dataset.key}?`} close={() => setIsAsking(false)}>
          <p>
            Its {numberText(props.dataset.traceCount)} traces stay, and become free to be deleted.
            Its manifests and runs keep their configuration and its digest, so that what a model was
            trained on can still be proved, but a dry run of them will fail.
          </p>
          <p>Building it again from the same traces gives the same digest.</p>
          <Problem failure={deletion.unanswered()} retry={remove} />
          <DialogActions>
            <button type="button" onClick={() => setIsAsking(false)}>
              Keep it
            </button>
            <button
              type="button"
              data-look="danger"
              disabled={deletion.isPending()}
              onClick={remove}
            >
              Delete the dataset
            </button>
          </DialogActions>
        </Dialog>
      </Show>
    </>
  );
}
