import { createQuery } from '@urql/solid';
import { Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import { Icon } from '../ui/Icon.tsx';
import { ProblemBox } from '../ui/ProblemBox.tsx';

const SamplerStateDocument = graphql(`
  query SamplerState {
    tunixStatus {
      available
      message
    }
  }
`);

/** What is missing to ask models, where something is. */
export function Unavailable() {
  const [state] = createQuery({ query: SamplerStateDocument });
  return (
    <Show when={state.data?.tunixStatus.available === false && state.data.tunixStatus}>
      {(status) => (
        <ProblemBox>
          <Icon name="alert" />
          <p>{status().message}</p>
        </ProblemBox>
      )}
    </Show>
  );
}
