import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { Agreements } from '../../reviews/Agreements.tsx';
import { DeleteReview } from '../../reviews/DeleteReview.tsx';
import { Judging } from '../../reviews/Judging.tsx';
import { ReviewerForm } from '../../reviews/ReviewerForm.tsx';
import { becomeReviewer, reviewer } from '../../reviews/reviewer.ts';
import { KIND_WORDS, orderText } from '../../reviews/words.ts';
import { Missing } from '../../shell/Missing.tsx';
import { numberText } from '../../ui/format/number.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const ReviewDocument = graphql(`
  query Review($id: ID!) {
    review(id: $id) {
      id
      name
      kind
      criteria
      order
      seed
      itemCount
      ...JudgedReview
    }
  }
`);

/** A review: its items one after the other, and how far its reviewers agree. */
export function ReviewPage() {
  const params = useParams<{ id: string }>();
  const review = createFreshQuery({
    query: ReviewDocument,
    variables: () => ({ id: params.id }),
  });
  return (
    <Loaded query={review} skeleton={<Skeleton width="20ch" />}>
      {(data) => (
        <Show when={data().review} fallback={<Missing noun="review" name={params.id} />}>
          {(found) => (
            <article class="page" data-width="wide">
              <PageHeader
                title={found().name}
                above={[{ href: '/reviews', name: 'Reviews' }]}
                actions={<DeleteReview id={found().id} name={found().name} />}
              >
                <span>
                  {numberText(found().itemCount)} {KIND_WORDS[found().kind]} by{' '}
                  <strong>{found().criteria}</strong>, {orderText(found())}
                </span>
                <Show when={reviewer()}>
                  <span>
                    You are <strong>{reviewer()}</strong>{' '}
                    <button type="button" data-look="link" onClick={() => becomeReviewer('')}>
                      Someone else?
                    </button>
                  </span>
                </Show>
              </PageHeader>
              <Show when={reviewer()} fallback={<ReviewerForm />} keyed>
                {(name) => <Judging review={found()} reviewer={name} />}
              </Show>
              <Agreements id={found().id} />
            </article>
          )}
        </Show>
      )}
    </Loaded>
  );
}
