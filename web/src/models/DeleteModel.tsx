import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ModelActionsFragment } from '../graphql/generated/graphql.ts';
import { Alert } from '../ui/Alert.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { bytesText } from '../ui/format/bytes.ts';

const DeleteModelDocument = graphql(`
  mutation DeleteModel($name: String!) {
    outcome: deleteModel(name: $name) {
      __typename
      ... on DeletedModel {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Deletes a model after it has said what goes. */
export function DeleteModel(props: {
  model: ModelActionsFragment;
  deleted: () => void;
  close: () => void;
}) {
  const deleting = createMutation();
  const remove = async () => {
    const { name } = props.model;
    if (await deleting.mutate(DeleteModelDocument, { name })) props.deleted();
  };
  const problem = () => {
    const failure = deleting.failure();
    return failure && failureText(failure);
  };
  const bytes = () =>
    props.model.versions.reduce((sum, { sizeBytes }) => sum + Number(sizeBytes), 0);
  const count = () => props.model.versions.length;
  return (
    <Dialog title={`Delete ${props.model.name}?`} close={props.close}>
      <p>
        {count() === 1 ? 'Its version goes' : `Its ${count()} versions go`} with the files,{' '}
        {bytesText(bytes())}. Runs that started from it keep their own copies.
      </p>
      <Alert text={problem()} />
      <DialogActions>
        <button type="button" onClick={() => props.close()}>
          Keep it
        </button>
        <button type="button" data-look="danger" disabled={deleting.isPending()} onClick={remove}>
          Delete the model
        </button>
      </DialogActions>
    </Dialog>
  );
}
