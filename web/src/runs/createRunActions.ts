import { useNavigate } from '@solidjs/router';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';

const CancelRunDocument = graphql(`
  mutation CancelRun($id: ID!) {
    outcome: cancelRun(id: $id) {
      __typename
      ...RunRow
      ... on Error {
        message
      }
    }
  }
`);

const RetryRunDocument = graphql(`
  mutation RetryRun($id: ID!) {
    outcome: retryRun(id: $id) {
      __typename
      ...RunRow
      ... on Error {
        message
      }
    }
  }
`);

const ResumeRunDocument = graphql(`
  mutation ResumeRun($id: ID!) {
    outcome: resumeRun(id: $id) {
      __typename
      ...RunRow
      ... on Error {
        message
      }
    }
  }
`);

const DOCUMENTS = { cancel: CancelRunDocument, retry: RetryRunDocument, resume: ResumeRunDocument };

export type RunAction = keyof typeof DOCUMENTS;

export type RunActions = ReturnType<typeof createRunActions>;

/** Stops runs and starts them anew. A new run is shown at once; what can't be done says why. */
export function createRunActions() {
  const navigate = useNavigate();
  const action = createMutation();
  const act = async (name: RunAction, id: string) => {
    const run = await action.mutate(DOCUMENTS[name], { id });
    if (run && name !== 'cancel') navigate(`/runs/${run.id}`);
  };
  return {
    act,
    problem() {
      const failure = action.failure();
      return failure && failureText(failure);
    },
    isBusy: action.isPending,
    forget: action.forget,
  };
}
