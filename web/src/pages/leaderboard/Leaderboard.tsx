import { A } from '@solidjs/router';
import { createEffect, For, Show } from 'solid-js';
import { TEXT } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Field } from '../../ui/Field.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { LeaderboardGroup } from './LeaderboardGroup.tsx';

const EvaluatedDatasetsDocument = graphql(`
  query EvaluatedDatasets {
    evaluations(first: 100, filter: { status: [COMPLETED] }) {
      edges {
        node {
          id
          datasetKey
        }
      }
    }
  }
`);

const LeaderboardDocument = graphql(`
  query Leaderboard($datasetKey: String!) {
    leaderboard(datasetKey: $datasetKey) {
      pinsHash
      ...LeaderboardGroup
    }
  }
`);

/** What was evaluated on a dataset, ranked apart for each of the conditions. */
export function Leaderboard() {
  const evaluated = createFreshQuery({ query: EvaluatedDatasetsDocument });
  return (
    <div class="page" data-width="wide">
      <PageHeader title="Leaderboard" above={[{ href: '/evaluations', name: 'Evaluations' }]}>
        Who is better on the same questions, asked in the same way. Those that cannot be told apart
        share a rank.
      </PageHeader>
      <Loaded query={evaluated} skeleton={<TableSkeleton rows={4} />}>
        {(data) => (
          <Show
            when={data().evaluations.edges.length > 0}
            fallback={
              <EmptyState title="Nothing to rank yet">
                <p>
                  <A href="/evaluations/new">Evaluate a training</A> first.
                </p>
              </EmptyState>
            }
          >
            <Ranked
              keys={[...new Set(data().evaluations.edges.map(({ node }) => node.datasetKey))]}
            />
          </Show>
        )}
      </Loaded>
    </div>
  );
}

/** Those that were evaluated on one of the datasets, which one chooses. */
function Ranked(props: { keys: string[] }) {
  const [dataset, setDataset] = createAddressValue('dataset', TEXT);
  createEffect(() => {
    const [first] = props.keys;
    if (!dataset() && first) setDataset(first);
  });
  const query = createFreshQuery({
    query: LeaderboardDocument,
    variables: () => ({ datasetKey: dataset() }),
    pause: () => !dataset(),
  });
  return (
    <>
      <Field label="Questions">
        {(control) => (
          <select {...control} onChange={(event) => setDataset(event.currentTarget.value)}>
            <For each={props.keys}>
              {(key) => (
                <option value={key} selected={key === dataset()}>
                  {key}
                </option>
              )}
            </For>
          </select>
        )}
      </Field>
      <Loaded query={query} skeleton={<TableSkeleton rows={4} />}>
        {(data) => (
          <For each={data().leaderboard}>{(group) => <LeaderboardGroup group={group} />}</For>
        )}
      </Loaded>
    </>
  );
}
