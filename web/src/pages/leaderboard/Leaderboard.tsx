import { A } from '@solidjs/router';
import { createQuery } from '@urql/solid';
import { createEffect, For, Show } from 'solid-js';
import { TEXT } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { conditionsText } from '../../evaluations/conditionsText.ts';
import { intervalOf, subjectText } from '../../evaluations/subject.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { LeakMark } from '../../models/LeakMark.tsx';
import { IntervalDot } from '../../ui/chart/IntervalDot.tsx';
import { axisOf } from '../../ui/chart/interval.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Field } from '../../ui/Field.tsx';
import { pointsText, shareText } from '../../ui/format/share.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import '../../ui/table.css';

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
      leftOut
      baseline {
        id
        name
      }
      entries {
        rank
        repeatCount
        difference {
          difference {
            value
            low
            high
          }
        }
        evaluation {
          id
          pins
          numbers {
            accuracy {
              value
              low
              high
            }
          }
          ...LeakMark
          ...EvaluationSubject
        }
      }
    }
  }
`);

/** What was evaluated on a dataset, ranked apart for each of the conditions. */
export function Leaderboard() {
  const [dataset, setDataset] = createAddressValue('dataset', TEXT);
  const [evaluated] = createQuery({ query: EvaluatedDatasetsDocument });
  const keys = () => [
    ...new Set((evaluated.data?.evaluations.edges ?? []).map(({ node }) => node.datasetKey)),
  ];
  createEffect(() => {
    const [first] = keys();
    if (!dataset() && first) setDataset(first);
  });
  const query = createFreshQuery({
    query: LeaderboardDocument,
    variables: () => ({ datasetKey: dataset() }),
    pause: () => !dataset(),
  });
  return (
    <div class="page" data-width="wide">
      <PageHeader title="Leaderboard" above={[{ href: '/evaluations', name: 'Evaluations' }]}>
        Who is better on the same questions, asked in the same way. Those that cannot be told apart
        share a rank.
      </PageHeader>
      <Show
        when={keys().length > 0}
        fallback={
          <Show when={evaluated.data}>
            <EmptyState title="Nothing to rank yet">
              <p>
                <A href="/evaluations/new">Evaluate a training</A> first.
              </p>
            </EmptyState>
          </Show>
        }
      >
        <Field label="Questions">
          {(control) => (
            <select {...control} onChange={(event) => setDataset(event.currentTarget.value)}>
              <For each={keys()}>
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
            <For each={data().leaderboard}>
              {(group) => {
                const axis = () =>
                  axisOf(
                    group.entries.flatMap(({ evaluation }) =>
                      evaluation.numbers?.accuracy ? [intervalOf(evaluation.numbers.accuracy)] : [],
                    ),
                  );
                return (
                  <section class="page-part" data-testid="leaderboard-group">
                    <h2>{conditionsText(group.entries[0]?.evaluation.pins)}</h2>
                    <div class="table-scroll">
                      <table class="table">
                        <thead>
                          <tr>
                            <th scope="col">Rank</th>
                            <th scope="col">Model</th>
                            <th scope="col" class="table-number">
                              Accuracy
                            </th>
                            <th scope="col">95 % interval</th>
                            <th scope="col" class="table-number">
                              Against {group.baseline?.name ?? 'a baseline'}
                            </th>
                            <th scope="col" class="table-optional">
                              Learned before
                            </th>
                          </tr>
                        </thead>
                        <tbody>
                          <For each={group.entries}>
                            {(entry) => (
                              <tr>
                                <td>{entry.rank}</td>
                                <th scope="row">
                                  <A href={`/evaluations/${entry.evaluation.id}`}>
                                    {subjectText(entry.evaluation)}
                                  </A>
                                </th>
                                <td class="table-number">
                                  <Show when={entry.evaluation.numbers?.accuracy} fallback="–">
                                    {(accuracy) =>
                                      shareText(accuracy().value, intervalOf(accuracy()))
                                    }
                                  </Show>
                                </td>
                                <td>
                                  <Show when={entry.evaluation.numbers?.accuracy}>
                                    {(accuracy) => (
                                      <IntervalDot
                                        label={shareText(accuracy().value, intervalOf(accuracy()))}
                                        value={accuracy().value}
                                        interval={intervalOf(accuracy())}
                                        axis={axis()}
                                      />
                                    )}
                                  </Show>
                                </td>
                                <td class="table-number">
                                  <Show when={entry.difference} fallback="–">
                                    {(difference) =>
                                      pointsText(
                                        difference().difference.value,
                                        intervalOf(difference().difference),
                                      )
                                    }
                                  </Show>
                                </td>
                                <td class="table-optional">
                                  <Show when={entry.evaluation.leaks?.leakCount} fallback="–">
                                    <LeakMark of={entry.evaluation} />
                                  </Show>
                                </td>
                              </tr>
                            )}
                          </For>
                        </tbody>
                      </table>
                    </div>
                    <Show when={group.leftOut > 0}>
                      <p class="note">{group.leftOut} more stand below these.</p>
                    </Show>
                  </section>
                );
              }}
            </For>
          )}
        </Loaded>
      </Show>
    </div>
  );
}
