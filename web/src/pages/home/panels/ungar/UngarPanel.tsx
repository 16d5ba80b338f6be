import { Show } from 'solid-js';
import { createFreshQuery } from '../../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { Loaded } from '../../../../graphql/Loaded.tsx';
import { Prose } from '../../../../ui/Prose.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import css from '../Panel.module.css';
import { Panel } from '../Panel.tsx';
import { UngarGenerator } from './UngarGenerator.tsx';

const UngarPanelDocument = graphql(`
  query UngarPanel {
    ungarStatus {
      available
      version
      message
    }
  }
`);

/** Traces of a card game, to have something to try with. */
export function UngarPanel() {
  const query = createFreshQuery({ query: UngarPanelDocument });
  return (
    <Panel
      testId="ungar:section"
      title="UNGAR Generator (Optional)"
      lead="Traces of a card game: a template around the cards, not reasoning of a model."
    >
      <div class={css['panel-facts']} data-testid="ungar:status-container">
        <Loaded query={query} skeleton={<Skeleton width="16ch" />}>
          {(data) => (
            <>
              <p data-testid="ungar:status">
                <strong>Status:</strong>{' '}
                {data().ungarStatus.available ? '✅ Available' : '❌ Not Installed'}
              </p>
              <Show when={data().ungarStatus.version}>
                {(version) => (
                  <p data-testid="ungar:version">
                    <strong>Version:</strong> {version()}
                  </p>
                )}
              </Show>
              <Show when={!data().ungarStatus.available}>
                <Prose text={data().ungarStatus.message} isInline />
              </Show>
            </>
          )}
        </Loaded>
      </div>
      <Show when={query.data()?.ungarStatus.available}>
        <UngarGenerator />
      </Show>
    </Panel>
  );
}
