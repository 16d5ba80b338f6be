import { Show } from 'solid-js';
import { createFreshQuery } from '../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../graphql/generated/gql.ts';
import { Loaded } from '../../../graphql/Loaded.tsx';
import { Time } from '../../../ui/Time.tsx';
import { Part, PartSkeleton, type Tone } from './Part.tsx';

// Apart from the server's own health, because it may take seconds to answer.
const RediaiDocument = graphql(`
  query Rediai {
    health {
      rediai {
        status
        mode
        checkedAt
        error
      }
    }
  }
`);

const TONES: Record<string, Tone> = { healthy: 'good', down: 'bad', disabled: 'quiet' };

/** How RediAI is, a service that may be absent. */
export function Rediai() {
  const query = createFreshQuery({ query: RediaiDocument });
  return (
    <Loaded query={query} skeleton={<PartSkeleton name="RediAI" />}>
      {(data) => {
        const rediai = () => data().health.rediai;
        return (
          <Part
            id="redi"
            name="RediAI"
            state={rediai().status}
            tone={TONES[rediai().status] ?? 'quiet'}
          >
            <Show when={rediai().error}>
              {(error) => <p data-testid="sys:redi-error">{error()}</p>}
            </Show>
            <Show when={rediai().mode === 'disabled'}>
              Not configured. Set <code>REDIAI_BASE_URL</code> to watch one.
            </Show>
            <Show when={rediai().mode === 'mock'}>A mock: nobody was asked.</Show>
            <Show when={rediai().checkedAt}>
              {(at) => (
                <>
                  asked <Time at={at()} />
                </>
              )}
            </Show>
          </Part>
        );
      }}
    </Loaded>
  );
}
