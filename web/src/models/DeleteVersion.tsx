import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ModelVersionFragment } from '../graphql/generated/graphql.ts';
import { Alert } from '../ui/Alert.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { bytesText } from '../ui/format/bytes.ts';

const DeleteModelVersionDocument = graphql(`
  mutation DeleteModelVersion($reference: String!) {
    outcome: deleteModelVersion(reference: $reference) {
      __typename
      ... on DeletedModelVersion {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Deletes a version after it has said what goes. */
export function DeleteVersion(props: {
  version: ModelVersionFragment;
  changed: () => void;
  close: () => void;
}) {
  const deleting = createMutation();
  const remove = async () => {
    const { reference } = props.version;
    if (!(await deleting.mutate(DeleteModelVersionDocument, { reference }))) return;
    props.changed();
    props.close();
  };
  const problem = () => {
    const failure = deleting.failure();
    return failure && failureText(failure);
  };
  return (
    <Dialog title={`Delete ${props.version.reference}?`} close={props.close}>
      <p>
        Its files go, {bytesText(Number(props.version.sizeBytes))}. Runs that started from it keep
        their own copies.
      </p>
      <Alert text={problem()} />
      <DialogActions>
        <button type="button" onClick={() => props.close()}>
          Keep it
        </button>
        <button type="button" data-look="danger" disabled={deleting.isPending()} onClick={remove}>
          Delete the version
        </button>
      </DialogActions>
    </Dialog>
  );
}
