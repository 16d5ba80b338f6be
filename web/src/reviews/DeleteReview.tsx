import { useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Problem } from '../graphql/Problem.tsx';
import { showToast } from '../shell/toasts/toasts.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';

const DeleteReviewDocument = graphql(`
  mutation DeleteReview($id: ID!) {
    outcome: deleteReview(id: $id) {
      __typename
      ... on Review {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Deletes a review after it has said what goes and what stays. */
export function DeleteReview(props: { id: string; name: string }) {
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = createSignal(false);
  const deletion = createMutation();
  const remove = async () => {
    await deletion.mutate(DeleteReviewDocument, { id: props.id });
    if (deletion.unanswered()) return;
    navigate('/reviews', { replace: true });
    showToast(`Deleted ${props.name}. The scores stay with their traces.`);
  };
  return (
    <>
      <button type="button" data-look="danger" onClick={() => setIsAsking(true)}>
        Delete
      </button>
      <Show when={isAsking()}>
        <Dialog title={`Delete ${props.name}?`} close={() => setIsAsking(false)}>
          <p>
            Who said what in it, and how far reviewers agree, goes. The scores that came of it stay
            with their traces.
          </p>
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
              Delete the review
            </button>
          </DialogActions>
        </Dialog>
      </Show>
    </>
  );
}
