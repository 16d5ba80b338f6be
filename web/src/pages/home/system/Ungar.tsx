import { createFreshQuery } from '../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../graphql/generated/gql.ts';
import { Loaded } from '../../../graphql/Loaded.tsx';
import { Prose } from '../../../ui/Prose.tsx';
import { Part, PartSkeleton } from './Part.tsx';

const UngarDocument = graphql(`
  query Ungar {
    ungarStatus {
      available
      version
      message
    }
  }
`);

/** Whether UNGAR can play here. */
export function Ungar() {
  const query = createFreshQuery({ query: UngarDocument });
  return (
    <Loaded query={query} skeleton={<PartSkeleton name="UNGAR" />}>
      {(data) => {
        const status = () => data().ungarStatus;
        return (
          <Part
            id="ungar"
            name="UNGAR"
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
