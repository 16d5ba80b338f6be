import { createFreshQuery } from '../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../graphql/generated/gql.ts';
import { Loaded } from '../../../graphql/Loaded.tsx';
import { Prose } from '../../../ui/Prose.tsx';
import { Part, PartSkeleton } from './Part.tsx';

const TunixDocument = graphql(`
  query Tunix {
    tunixStatus {
      available
      version
      message
    }
  }
`);

/** Whether training works here. */
export function Tunix() {
  const query = createFreshQuery({ query: TunixDocument });
  return (
    <Loaded query={query} skeleton={<PartSkeleton name="Tunix" />}>
      {(data) => {
        const status = () => data().tunixStatus;
        return (
          <Part
            id="tunix"
            name="Tunix"
            state={status().available ? (status().version ?? 'available') : 'not available'}
            tone={status().available ? 'good' : 'quiet'}
          >
            <Prose text={status().message} />
          </Part>
        );
      }}
    </Loaded>
  );
}
