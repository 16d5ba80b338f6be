import { A, useSearchParams } from '@solidjs/router';
import { EvaluationHead } from '../../evaluations/EvaluationHead.tsx';
import { EvaluationRow } from '../../evaluations/EvaluationRow.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { PagedTable } from '../../shell/PagedTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';

const EvaluationsDocument = graphql(`
  query Evaluations($first: Int, $after: String, $last: Int, $before: String) {
    evaluations(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PagedTable
      }
      edges {
        node {
          ...EvaluationRow
        }
      }
    }
  }
`);

/** All evaluations, the newest first. */
export function Evaluations() {
  const [search] = useSearchParams();
  const evaluations = createFreshQuery({
    query: EvaluationsDocument,
    variables: () => pageOf(search),
  });
  const isWaiting = () =>
    evaluations.data()?.evaluations.edges.some(({ node }) => node.status === 'RUNNING') ?? false;
  createWaiting(isWaiting, evaluations.refetch);
  return (
    <div class="page" data-width="wide">
      <PageHeader
        title="Evaluations"
        actions={
          <>
            <A class="button" href="/evaluations/leaderboard">
              Leaderboard
            </A>
            <A class="button" data-look="primary" href="/evaluations/new">
              New evaluation
            </A>
          </>
        }
      >
        How models do on questions whose answers are known.
      </PageHeader>
      <PagedTable
        query={evaluations}
        page={(data) => data.evaluations}
        class="table"
        expected={4}
        head={<EvaluationHead />}
        empty={<NoEvaluations />}
      >
        {(evaluation) => <EvaluationRow evaluation={evaluation()} />}
      </PagedTable>
    </div>
  );
}

function NoEvaluations() {
  return (
    <EmptyState title="No evaluations yet">
      <p>
        An evaluation asks a model, and the checkpoints of a training, the questions of a dataset
        whose answers are known. <A href="/evaluations/new">Start one</A>.
      </p>
    </EmptyState>
  );
}
