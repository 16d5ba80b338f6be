import { A, useLocation, useSearchParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { JobsTable } from '../../judges/JobsTable.tsx';
import { PagedTable } from '../../shell/PagedTable.tsx';
import { addressOf } from '../../traces/filter/listQuery.ts';
import { filterQueryOf } from '../../traces/filter/traceFilter.ts';
import { Uncalibrated } from '../../traces/Uncalibrated.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';
import { Snippet } from '../../ui/Snippet.tsx';
import { Time } from '../../ui/Time.tsx';

const JudgesDocument = graphql(`
  query Judges($first: Int, $after: String, $last: Int, $before: String) {
    judgeStatus {
      available
      message
    }
    judges(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PagedTable
      }
      edges {
        node {
          id
          name
          version
          model
          createdAt
          calibration {
            criteria
            isCalibrated
            agreement {
              n
              kappa
            }
          }
        }
      }
    }
    judgeJobs(first: 10) {
      edges {
        node {
          ...JobRow
        }
      }
    }
  }
`);

/** All versions of all judges, the newest first, and their newest jobs. */
export function Judges() {
  const [search] = useSearchParams();
  const location = useLocation();
  const judges = createFreshQuery({ query: JudgesDocument, variables: () => pageOf(search) });
  const filter = () => filterQueryOf(new URLSearchParams(location.search));
  const jobs = () => judges.data()?.judgeJobs.edges.map(({ node }) => node) ?? [];
  return (
    <div class="page" data-width="wide">
      <PageHeader
        title="Judges"
        above={[{ href: '/traces', name: 'Traces' }]}
        actions={
          <A class="button" data-look="primary" href="/judges/new">
            New judge
          </A>
        }
      >
        <Show
          when={filter().size > 0}
          fallback="Language models that score traces by a rubric of yours."
        >
          Choose who is to judge the traces that you selected.
        </Show>
      </PageHeader>
      <Show when={judges.data()?.judgeStatus.available === false}>
        <p class="note">{judges.data()?.judgeStatus.message}</p>
      </Show>
      <PagedTable
        query={judges}
        page={(data) => data.judges}
        class="table"
        expected={3}
        head={
          <>
            <th scope="col">Judge</th>
            <th scope="col">Model</th>
            <th scope="col">Agreement with people</th>
            <th scope="col" class="table-optional">
              Made
            </th>
          </>
        }
        empty={<NoJudges />}
      >
        {(judge) => (
          <tr data-testid="judge">
            <th scope="row">
              <A href={addressOf(`/judges/${judge().id}`, filter())}>
                {judge().name} v{judge().version}
              </A>
            </th>
            <td>
              <code>{judge().model}</code>
            </td>
            <td>
              <For each={judge().calibration}>
                {(one) => (
                  <div>
                    {one.criteria}{' '}
                    <Show when={one.isCalibrated} fallback={<Uncalibrated />}>
                      κ {one.agreement.kappa?.toFixed(2)} (n {one.agreement.n})
                    </Show>
                  </div>
                )}
              </For>
            </td>
            <td class="table-optional">
              <Time at={judge().createdAt} />
            </td>
          </tr>
        )}
      </PagedTable>
      <Show when={jobs().length > 0}>
        <section class="page-part" aria-labelledby="jobs-title">
          <h2 id="jobs-title">Newest jobs</h2>
          <JobsTable jobs={jobs()} />
        </section>
      </Show>
    </div>
  );
}

function NoJudges() {
  return (
    <EmptyState title="No judges yet">
      <p>
        A judge is a prompt, a model and a rubric. <A href="/judges/new">Make one</A> and see what
        it is asked about a trace as you write, or send this:
      </p>
      <Snippet
        title="GraphQL"
        code={`mutation {
  createJudge(input: {
    name: "grader"
    model: "my-model"
    prompt: "{{prompt}} {{steps}} {{answer}} {{rubric}} End with {\\"quality\\": 1 to 5}."
    rubric: [{ criteria: "quality", min: 1, max: 5 }]
    parser: { kind: JSON }
  }) {
    ... on Judge { id version }
    ... on Error { message }
  }
}`}
      />
    </EmptyState>
  );
}
