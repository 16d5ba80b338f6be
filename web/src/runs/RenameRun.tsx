import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { AskName } from '../shell/AskName.tsx';

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
  const rename = async (name: string) => {
    if (await renaming.mutate(RenameRunDocument, { id: props.run.id, name })) props.close();
  };
  const problem = () => {
    const failure = renaming.failure();
    return failure && failureText(failure);
  };
  return (
    <AskName
      title="Rename the run"
      name={props.run.name}
      isPending={renaming.isPending()}
      problem={problem()}
      rename={rename}
      forget={renaming.forget}
      close={props.close}
    />
  );
}
