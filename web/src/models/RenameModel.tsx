import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { AskName } from '../shell/AskName.tsx';

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
  const rename = async (newName: string) => {
    const model = await renaming.mutate(RenameModelDocument, { name: props.name, newName });
    if (!model) return;
    props.close();
    props.renamed(model.name);
  };
  const problem = () => {
    const failure = renaming.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  return (
    <AskName
      title={`Rename ${props.name}`}
      name={props.name}
      isPending={renaming.isPending()}
      problem={problem()}
      rename={rename}
      forget={renaming.forget}
      close={props.close}
    >
      <p>
        Versions and aliases stay. Programs that ask for <code>{props.name}</code> find it no
        longer; runs that started from it do.
      </p>
    </AskName>
  );
}
