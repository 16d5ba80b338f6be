import { createSignal } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

const RenameModelDocument = graphql(`
  mutation RenameModel($name: String!, $newName: String!) {
    outcome: renameModel(name: $name, newName: $newName) {
      __typename
      ... on RegisteredModel {
        id
        name
      }
      ... on ValidationError {
        issues {
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Asks what a model shall be called. */
export function RenameModel(props: {
  name: string;
  renamed: (name: string) => void;
  close: () => void;
}) {
  const renaming = createMutation();
  const [newName, setNewName] = createSignal(props.name);
  const rename = async (event: SubmitEvent) => {
    event.preventDefault();
    const { name } = props;
    const model = await renaming.mutate(RenameModelDocument, { name, newName: newName().trim() });
    if (!model) return;
    props.close();
    props.renamed(model.name);
  };
  const problem = () => {
    const failure = renaming.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  return (
    <Dialog title={`Rename ${props.name}`} close={props.close}>
      <form onSubmit={rename} noValidate>
        <p>
          Versions and aliases stay. Programs that ask for <code>{props.name}</code> find it no
          longer; runs that started from it do.
        </p>
        <Field label="Name" error={problem()}>
          {(control) => (
            <input
              {...control}
              autocomplete="off"
              spellcheck={false}
              value={newName()}
              onInput={(event) => {
                setNewName(event.currentTarget.value);
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
