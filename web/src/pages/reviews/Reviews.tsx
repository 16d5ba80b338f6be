import { A, useSearchParams } from '@solidjs/router';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { ReviewRow } from '../../reviews/ReviewRow.tsx';
import { PagedTable } from '../../shell/PagedTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';

const ReviewsDocument = graphql(`
  query Reviews($first: Int, $after: String, $last: Int, $before: String) {
    reviews(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PagedTable
      }
      edges {
        node {
          ...ReviewRow
        }
      }
    }
  }
`);

/** All reviews, the newest first. */
export function Reviews() {
  const [search] = useSearchParams();
  const reviews = createFreshQuery({ query: ReviewsDocument, variables: () => pageOf(search) });
  createWaiting(() => reviews.data()?.reviews.totalCount === 0, reviews.refetch);
  return (
    <div class="page" data-width="wide">
      <PageHeader
        title="Reviews"
        actions={
          <A class="button" data-look="primary" href="/reviews/new">
            New review
          </A>
        }
      >
        Traces that people judge one after the other. Their verdicts are scores like any other.
      </PageHeader>
      <PagedTable
        query={reviews}
        page={(data) => data.reviews}
        class="table"
        expected={3}
        head={
          <>
            <th scope="col">Review</th>
            <th scope="col">Criteria</th>
            <th scope="col" class="table-number">
              Of
            </th>
            <th scope="col">Judged</th>
            <th scope="col" class="table-optional">
              Made
            </th>
          </>
        }
        empty={<NoReviews />}
      >
        {(review) => <ReviewRow review={review()} />}
      </PagedTable>
    </div>
  );
}

function NoReviews() {
  return (
    <EmptyState title="No reviews yet">
      <p>
        A review puts traces before people, who judge them by keys: whole traces, single steps, or
        two answers side by side. <A href="/reviews/new">Make one</A> of all traces, or filter{' '}
        <A href="/traces">the traces</A> first.
      </p>
    </EmptyState>
  );
}
