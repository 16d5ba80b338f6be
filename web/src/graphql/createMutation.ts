import { type AnyVariables, type TypedDocumentNode, useClient } from '@urql/solid';
import { createSignal } from 'solid-js';
import { explainError, explainRefusal, type Failure, type Granted, isGranted } from './failure.ts';

/** Sends what changes something; each document of that calls its field `outcome`. */
export function createMutation() {
  const client = useClient();
  const [isPending, setPending] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure>();

  /** What was made of it; undefined when `failure` says why there is nothing. */
  async function mutate<
    Data extends { outcome: { __typename: string } },
    Variables extends AnyVariables,
  >(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Granted<Data['outcome']> | undefined> {
    setFailure(undefined);
    setPending(true);
    const { data, error } = await client.mutation(document, variables);
    setPending(false);
    const outcome: Data['outcome'] | undefined = data?.outcome;
    if (!outcome) setFailure(explainError(error));
    else if (isGranted(outcome)) return outcome;
    else setFailure(explainRefusal(outcome));
    return undefined;
  }

  return {
    mutate,
    isPending,
    failure,
    /** The failure when there was no answer: the same can be sent again. */
    unanswered: () => (failure()?.refusal ? undefined : failure()),
    forget: () => setFailure(undefined),
  };
}
