import { agreementsOf, type ReviewAgreement } from '../../server/reviews/agreement.ts';
import { reviewer } from '../../server/reviews/definition.ts';
import { type SeenItem, type SeenVerdict, seeItem } from '../../server/reviews/item.ts';
import {
  countItems,
  nextPosition,
  type Progress,
  reviewersOf,
} from '../../server/reviews/progress.ts';
import { type Option, optionsOf, rangeOf } from '../../server/reviews/scale.ts';
import { getTraces } from '../../server/traces/get.ts';
import { builder } from '../builder.ts';
import { listTypes, NEWEST_FIRST } from '../list.ts';

const REVIEWER = {
  required: true,
  description: 'Name of the reviewer; 1 to 64 characters.',
} as const;

export const ReviewKind = builder.enumType('ReviewKind', {
  description: 'What is judged at a time in a review.',
  values: {
    TRACE: { description: 'A trace as a whole.' },
    STEP: { description: 'One step of a trace after the other.' },
    PAIR: { description: 'Two traces of equal prompts, side by side.' },
  },
});

export const ReviewOrder = builder.enumType('ReviewOrder', {
  description: 'In which order the items of a review come.',
  values: {
    RANDOM: {
      description:
        'Ranked by a hash of seed and content: the same seed and candidates give the same order.',
    },
    NEWEST: { description: 'The newest trace first.' },
    OLDEST: { description: 'The oldest trace first.' },
  },
});

const ReviewOption = builder.objectRef<Option>('ReviewOption').implement({
  description: 'Something that can be said of an item.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'The word for it.' }),
    score: t.exposeFloat('score', {
      description: 'The score that it is; of a pair, that of the trace on the left.',
    }),
  }),
});

const ReviewRange = builder.objectRef<{ min: number; max: number }>('ReviewRange').implement({
  description: 'The whole numbers that can be said of an item.',
  fields: (t) => ({
    min: t.exposeInt('min', { description: 'The least.' }),
    max: t.exposeInt('max', { description: 'The greatest.' }),
  }),
});

const ReviewProgress = builder.objectRef<Progress>('ReviewProgress').implement({
  description: 'How far a reviewer has come.',
  fields: (t) => ({
    reviewer: t.exposeString('reviewer', { description: 'Name of the reviewer.' }),
    judgedCount: t.exposeInt('judgedCount', { description: 'How many items they judged.' }),
    skippedCount: t.exposeInt('skippedCount', { description: 'How many they skipped.' }),
  }),
});

const AgreementRow = builder
  .objectRef<{ label: string; counts: number[] }>('ReviewAgreementRow')
  .implement({
    description: 'A row of a confusion table.',
    fields: (t) => ({
      label: t.exposeString('label', { description: 'What the first reviewer said.' }),
      counts: t.exposeIntList('counts', {
        description: 'How often the second said each label meanwhile, in the order of the labels.',
      }),
    }),
  });

const AgreementObject = builder.objectRef<ReviewAgreement>('ReviewAgreement').implement({
  description: "How far two reviewers agree on the items that both judged: Cohen's κ.",
  fields: (t) => ({
    first: t.exposeString('first', { description: 'Name of one.' }),
    second: t.exposeString('second', { description: 'Name of the other.' }),
    n: t.exposeInt('n', { description: 'How many items both judged.' }),
    observed: t.exposeFloat('observed', {
      description: 'The share of them of which both said the same.',
    }),
    expected: t.exposeFloat('expected', {
      description: 'The share that would be by chance, from how often each said what.',
    }),
    kappa: t.exposeFloat('kappa', {
      nullable: true,
      description: '`(observed − expected) / (1 − expected)`; null where that is not defined.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'Why there is no κ.' }),
    labels: t.exposeStringList('labels', {
      description: 'What can be said. Of a pair: which of the two, whoever saw them on which side.',
    }),
    table: t.field({
      type: [AgreementRow],
      description: 'The confusion table: a row for each label that the first said.',
      resolve: ({ table, labels }) =>
        table.map((counts, index) => ({ label: labels[index] ?? '', counts })),
    }),
  }),
});

const ReviewVerdictObject = builder.objectRef<SeenVerdict>('ReviewVerdict').implement({
  description: 'What a reviewer said of an item.',
  fields: (t) => ({
    isSkipped: t.exposeBoolean('isSkipped', { description: 'Whether it was passed over.' }),
    option: t.exposeInt('option', {
      nullable: true,
      description: 'Which option, from 0; null where a number was written, or nothing.',
    }),
    label: t.exposeString('label', { nullable: true, description: 'What was said, in a word.' }),
    explanation: t.exposeString('explanation', {
      nullable: true,
      description: "Why, in the reviewer's words.",
    }),
  }),
});

const ReviewItemObject = builder.objectRef<SeenItem>('ReviewItem').implement({
  description: 'What one judges at a time, as a reviewer sees it.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Its place in the review, from 0.' }),
    step: t.exposeInt('step', {
      nullable: true,
      description: 'The step that is judged, from 0; null where the whole trace is.',
    }),
    traces: t.prismaField({
      type: ['Trace'],
      description: 'The trace; of a pair the one on the left and the one on the right.',
      resolve: (query, { traceIds }, _args, { database }) => getTraces(database, traceIds, query),
    }),
    verdict: t.expose('verdict', {
      type: ReviewVerdictObject,
      nullable: true,
      description: 'What the reviewer said of it last; null where nothing yet.',
    }),
    previous: t.exposeInt('previous', {
      nullable: true,
      description: 'The position of the item before; null of the first.',
    }),
    next: t.exposeInt('next', {
      nullable: true,
      description: 'The position of the item after; null of the last.',
    }),
  }),
});

export const Review = builder.prismaObject('Review', {
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    name: t.exposeString('name'),
    filter: t.expose('filter', { type: 'JSON' }),
    kind: t.expose('kind', { type: ReviewKind }),
    criteria: t.exposeString('criteria'),
    order: t.expose('order', { type: ReviewOrder }),
    seed: t.exposeInt('seed'),
    itemCount: t.int({
      description: 'How many items there are; those of traces that were deleted are gone.',
      resolve: ({ id }, _args, { database }) => countItems(database, id),
    }),
    options: t.field({
      type: [ReviewOption],
      description:
        'What is chosen by the digits from 1 on; nothing where a number of the range is written.',
      resolve: optionsOf,
    }),
    range: t.field({
      type: ReviewRange,
      nullable: true,
      description: 'The numbers that are written, where there are too many to choose from.',
      resolve: rangeOf,
    }),
    reviewers: t.field({
      type: [ReviewProgress],
      description: 'Everyone who judged or skipped something, by name.',
      resolve: ({ id }, _args, { database }) => reviewersOf(database, id),
    }),
    agreements: t.field({
      type: [AgreementObject],
      description: 'How far each two reviewers agree.',
      resolve: (review, _args, { database }) => agreementsOf(database, review),
    }),
    next: t.int({
      nullable: true,
      description:
        'The position of the first item that a reviewer has neither judged nor skipped; null when all is done.',
      args: { reviewer: t.arg.string(REVIEWER).validate(reviewer) },
      resolve: ({ id }, args, { database }) => nextPosition(database, { reviewId: id, ...args }),
    }),
    item: t.field({
      type: ReviewItemObject,
      nullable: true,
      description: 'An item as a reviewer sees it; null where there is none, or no longer.',
      args: {
        position: t.arg.int({ required: true, description: 'Its place in the review, from 0.' }),
        reviewer: t.arg.string(REVIEWER).validate(reviewer),
      },
      resolve: (review, args, { database }) => seeItem(database, { review, ...args }),
    }),
  }),
});

builder.queryFields((t) => ({
  review: t.prismaField({
    type: 'Review',
    nullable: true,
    description: 'The review of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the review.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.review.findUnique({ ...query, where: { id } }),
  }),
  reviews: t.prismaConnection(
    {
      type: 'Review',
      ...NEWEST_FIRST,
      description: 'The reviews, newest first; at most 100 a page.',
      resolve: (query, _root, _args, { database }) => database.prisma.review.findMany(query),
      totalCount: (_root, _args, { database }) => database.prisma.review.count(),
    },
    ...listTypes('review'),
  ),
}));
