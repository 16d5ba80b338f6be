import { useNavigate } from '@solidjs/router';
import { type CombinedError, useClient } from '@urql/solid';
import { createSignal } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';

graphql(`
  fragment RunFacts on Run {
    id
    status
    isResumable
    mode
    message
    datasetKey
    modelId
    createdAt
    startedAt
    endedAt
    durationSeconds
    step
    plannedSteps
    lastStepAt
    stepsPerSecond
    remainingSeconds
  }
`);

const CancelRunDocument = graphql(`
  mutation CancelRun($id: ID!) {
    outcome: cancelRun(id: $id) {
      __typename
      ...RunFacts
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
      ...RunFacts
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
      ...RunFacts
      ... on Error {
        message
      }
    }
  }
`);

const DOCUMENTS = { cancel: CancelRunDocument, retry: RetryRunDocument, resume: ResumeRunDocument };

export type RunAction = keyof typeof DOCUMENTS;

/** Stops runs and starts them anew. A new run is shown at once; what can't be done says why. */
export function createRunActions() {
  const client = useClient();
  const navigate = useNavigate();
  const [problem, setProblem] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);

  const act = async (action: RunAction, id: string) => {
    setProblem(undefined);
    setBusy(true);
    const { data, error } = await client.mutation(DOCUMENTS[action], { id });
    setBusy(false);
    if (data?.outcome.__typename !== 'Run') {
      setProblem(data?.outcome.message ?? messageOf(error));
    } else if (action !== 'cancel') {
      navigate(`/runs/${data.outcome.id}`);
    }
  };
  return { act, problem, isBusy, forget: () => setProblem(undefined) };
}

function messageOf(error: CombinedError | undefined): string {
  if (error?.networkError) return 'The server does not answer.';
  return error?.graphQLErrors.map(({ message }) => message).join(' ') ?? 'The server refused.';
}
