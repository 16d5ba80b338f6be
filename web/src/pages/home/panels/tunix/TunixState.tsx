import { createFreshQuery } from '../../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { Loaded } from '../../../../graphql/Loaded.tsx';
import { Prose } from '../../../../ui/Prose.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import css from '../Panel.module.css';

const TunixStateDocument = graphql(`
  query TunixState {
    tunixStatus {
      available
      version
      message
      runtimeRequired
    }
  }
`);

/** Whether training works here, and whether anything needs it to. */
export function TunixState() {
  const query = createFreshQuery({ query: TunixStateDocument });
  return (
    <div class={css['panel-facts']} data-testid="tunix:status-container">
      <Loaded query={query} skeleton={<Skeleton width="40ch" />}>
        {(data) => (
          <>
            <div data-testid="tunix:status">
              <strong>Status:</strong> <Prose text={data().tunixStatus.message} isInline />
            </div>
            <p data-testid="tunix:runtime-required">
              <strong>Runtime Required:</strong>{' '}
              {data().tunixStatus.runtimeRequired ? 'Yes' : 'No (Artifact-based)'}
            </p>
          </>
        )}
      </Loaded>
    </div>
  );
}
