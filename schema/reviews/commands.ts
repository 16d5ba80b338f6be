import type { Review as ReviewRow } from '../../prisma/generated/sqlite/client.ts';
import {
  EmptySelectionError,
  InvalidStateError,
  NotFoundError,
  ValidationError,
} from '../../server/errors.ts';
import { createReview } from '../../server/reviews/create.ts';
import { reviewDefinition, reviewer } from '../../server/reviews/definition.ts';
import { deleteReview } from '../../server/reviews/delete.ts';
import { getReview } from '../../server/reviews/get.ts';
import {
  judgeReviewItem,
  judgeReviewItemInput,
  skipReviewItem,
  skipReviewItemInput,
} from '../../server/reviews/judge.ts';
import { undoReviewVerdict } from '../../server/reviews/undo.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';
import { Review, ReviewKind, ReviewOrder } from './review.ts';

const ReviewLabelInput = builder.inputType('ReviewLabelInput', {
  description: 'Something that can be said of an item.',
  fields: (t) => ({
    label: t.string({ required: true, description: 'The word for it; 1 to 64 characters.' }),
    score: t.float({ required: true, description: 'The score that it is.' }),
  }),
});

const ReviewRangeInput = builder.inputType('ReviewRangeInput', {
  description: 'The whole numbers that can be said of an item.',
  fields: (t) => ({
    min: t.int({ required: true, description: 'The least.' }),
    max: t.int({ required: true, description: 'The greatest, at most 1,000 above the least.' }),
  }),
});

const CreateReviewInput = builder.inputType('CreateReviewInput', {
  description: 'Which traces people are to judge, and by what.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is called; 1 to 128 characters.' }),
    filter: t.field({ type: TraceFilter, description: 'Which traces are meant; all without it.' }),
    kind: t.field({
      type: ReviewKind,
      required: true,
      defaultValue: 'TRACE',
      description: 'What is judged at a time.',
    }),
    criteria: t.string({
      required: true,
      description: 'What the verdicts are scores of; 1 to 64 characters.',
    }),
    labels: t.field({
      type: [ReviewLabelInput],
      description: 'What can be said, 2 to 9 of them, in the order of the digits that choose them.',
    }),
    range: t.field({
      type: ReviewRangeInput,
      description: 'Instead of labels: whole numbers. Pairs have neither.',
    }),
    order: t.field({
      type: ReviewOrder,
      required: true,
      defaultValue: 'RANDOM',
      description: 'In which order items come.',
    }),
    seed: t.int({ required: true, defaultValue: 0, description: 'Seed of `RANDOM`; 0 or more.' }),
    limit: t.int({
      required: true,
      defaultValue: 100,
      description: 'The most items; 1 to 10,000.',
    }),
  }),
});

const JudgeReviewItemInput = builder.inputType('JudgeReviewItemInput', {
  description: 'What a reviewer says of an item.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Id of the review.' }),
    position: t.int({ required: true, description: 'The place of the item, from 0.' }),
    reviewer: t.string({
      required: true,
      description: 'Name of the reviewer; 1 to 64 characters.',
    }),
    option: t.int({
      description:
        'Which option of the review, from 0; of a pair 0 for the left, 1 for the right, 2 for a tie.',
    }),
    score: t.int({ description: 'Instead, where a number of the range is written: the number.' }),
    explanation: t.string({ description: 'Why; 1 to 20,000 characters.' }),
  }),
});

const SkipReviewItemInput = builder.inputType('SkipReviewItemInput', {
  description: 'Which item a reviewer passes over.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Id of the review.' }),
    position: t.int({ required: true, description: 'The place of the item, from 0.' }),
    reviewer: t.string({
      required: true,
      description: 'Name of the reviewer; 1 to 64 characters.',
    }),
  }),
});

const UndoneVerdict = builder
  .objectRef<{ review: ReviewRow; position: number }>('UndoneVerdict')
  .implement({
    description: 'What was said or skipped last was taken back.',
    fields: (t) => ({
      position: t.exposeInt('position', { description: 'The item of which it was said.' }),
      review: t.expose('review', { type: Review, description: 'The review.' }),
    }),
  });

builder.mutationFields((t) => ({
  createReview: t.field({
    type: Review,
    description:
      'Makes a review of the traces that pass a filter now. Its items and their order stay as they are.',
    errors: { types: [ValidationError, EmptySelectionError] },
    args: {
      input: t
        .arg({ type: CreateReviewInput, required: true, description: 'What is to be judged.' })
        .validate(reviewDefinition),
    },
    resolve: (_root, { input }, { database, signal }) => createReview(database, input, signal),
  }),
  judgeReviewItem: t.field({
    type: Review,
    description:
      'Keeps what a reviewer says of an item, in place of what they said before, as scores of its traces.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: JudgeReviewItemInput, required: true, description: 'What is said.' })
        .validate(judgeReviewItemInput),
    },
    resolve: (_root, { input }, { database }) => judgeReviewItem(database, input),
  }),
  skipReviewItem: t.field({
    type: Review,
    description: 'Passes an item over; it can be taken up again.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: SkipReviewItemInput, required: true, description: 'Which item.' })
        .validate(skipReviewItemInput),
    },
    resolve: (_root, { input }, { database }) => skipReviewItem(database, input),
  }),
  undoReviewVerdict: t.field({
    type: UndoneVerdict,
    description:
      'Takes back what a reviewer said or skipped last in a review, and the scores that came of it.',
    errors: { types: [ValidationError, NotFoundError, InvalidStateError] },
    args: {
      reviewId: t.arg.id({ required: true, description: 'Id of the review.' }),
      reviewer: t.arg
        .string({ required: true, description: 'Name of the reviewer; 1 to 64 characters.' })
        .validate(reviewer),
    },
    resolve: async (_root, args, { database }) => ({
      position: await undoReviewVerdict(database, args),
      review: await getReview(database, args.reviewId),
    }),
  }),
  deleteReview: t.field({
    type: Review,
    description: 'Deletes a review. The scores that came of it stay with their traces.',
    errors: { types: [NotFoundError] },
    args: { id: t.arg.id({ required: true, description: 'Id of the review.' }) },
    resolve: (_root, { id }, { database }) => deleteReview(database, id),
  }),
}));
