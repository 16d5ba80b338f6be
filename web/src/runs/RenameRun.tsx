import { createSignal } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

const RenameRunDocument = graphql(`
  mutation RenameRun($id: ID!, $name: String!) {
    outcome: renameRun(id: $id, name: $name) {
      __typename
      ... on Run {
        id
        name
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Asks what a run shall be called. */
export function RenameRun(props: { run: { id: string; name: string }; close: () => void }) {
  const renaming = createMutation();
  const [name, setName] = createSignal(props.run.name);
  const rename = async (event: SubmitEvent) => {
    event.preventDefault();
    if (name().trim() === props.run.name) return props.close();
    const run = await renaming.mutate(RenameRunDocument, { id: props.run.id, name: name() });
    if (run) props.close();
  };
  const problem = () => {
    const failure = renaming.failure();
    return failure && failureText(failure);
  };
  return (
    <Dialog title="Rename the run" close={props.close}>
      <form onSubmit={rename} noValidate>
        <Field label="Name" error={problem()}>
          {(control) => (
            <input
              {...control}
              value={name()}
              onInput={(event) => {
                setName(event.currentTarget.value);
                renaming.forget();
              }}
            />
          )}
        </Field>
        <DialogActions>
          <button type="button" onClick={() => props.close()}>
            Cancel
          </button>
          <button type="submit" data-look="primary" disabled={renaming.isPending()}>
            Rename
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
