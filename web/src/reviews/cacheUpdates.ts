import type { Cache, UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';

const OUTDATED = ['item', 'agreements'];

function forgetSaid(store: Cache, id: string): void {
  const review = { __typename: 'Review', id };
  for (const { fieldName, arguments: args } of store.inspectFields(review)) {
    if (OUTDATED.includes(fieldName)) store.invalidate(review, fieldName, args);
  }
}

const forgetVerdict: UpdateResolver<unknown, { input: { reviewId: string } }> = (
  _result,
  { input },
  store,
) => forgetSaid(store, input.reviewId);

const forgetReviews: UpdateResolver = (_result, _args, store) =>
  store.invalidate('Query', 'reviews');

/** What a change of reviews, or something said in one, means for what was read of them. */
export const REVIEW_UPDATES = {
  Mutation: {
    createReview: forgetReviews,
    deleteReview: forgetReviews,
    judgeReviewItem: forgetVerdict,
    skipReviewItem: forgetVerdict,
    undoReviewVerdict: (_result, { reviewId }: { reviewId: string }, store) =>
      forgetSaid(store, reviewId),
  },
} satisfies UpdatesConfig;
