import { createMutation } from '../graphql/createMutation.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { JudgeReviewItemInput } from '../graphql/generated/graphql.ts';

graphql(`
  fragment ReviewPlace on Review {
    id
    next(reviewer: $reviewer)
    reviewers {
      reviewer
      judgedCount
      skippedCount
    }
  }
`);

const JudgeDocument = graphql(`
  mutation JudgeReviewItem($input: JudgeReviewItemInput!, $reviewer: String!) {
    outcome: judgeReviewItem(input: $input) {
      __typename
      ... on Review {
        ...ReviewPlace
      }
      ... on Error {
        message
      }
    }
  }
`);

const SkipDocument = graphql(`
  mutation SkipReviewItem($input: SkipReviewItemInput!, $reviewer: String!) {
    outcome: skipReviewItem(input: $input) {
      __typename
      ... on Review {
        ...ReviewPlace
      }
      ... on Error {
        message
      }
    }
  }
`);

const UndoDocument = graphql(`
  mutation UndoReviewVerdict($reviewId: ID!, $reviewer: String!) {
    outcome: undoReviewVerdict(reviewId: $reviewId, reviewer: $reviewer) {
      __typename
      ... on UndoneVerdict {
        position
        review {
          ...ReviewPlace
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** What a reviewer can say in a review, one thing at a time. */
export function createVerdicts(who: { reviewId: string; reviewer: string }) {
  const { mutate, isPending, failure } = createMutation();
  const { reviewer } = who;
  return {
    isPending,
    failure,
    /** Whether it was kept. */
    async judge(said: Omit<JudgeReviewItemInput, 'reviewId' | 'reviewer'>): Promise<boolean> {
      if (isPending()) return false;
      return Boolean(await mutate(JudgeDocument, { input: { ...who, ...said }, reviewer }));
    },
    async skip(position: number): Promise<boolean> {
      if (isPending()) return false;
      return Boolean(await mutate(SkipDocument, { input: { ...who, position }, reviewer }));
    },
    /** The item of which something was taken back. */
    async undo(): Promise<number | undefined> {
      if (isPending()) return undefined;
      return (await mutate(UndoDocument, who))?.position;
    },
  };
}
