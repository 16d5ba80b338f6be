import { z } from 'zod';
import { metaValue } from '../../server/evaluations/metaCondition.ts';
import { type AnsweredRow, type RowPage, rowPage } from '../../server/evaluations/rows.ts';
import { type SamplePage, samplePage } from '../../server/samples/page.ts';
import { builder } from '../builder.ts';
import { PAGE } from '../list.ts';
import { OrderDirection } from '../order.ts';
import { SampleObject, SampleOutcome } from '../samples/sample.ts';
import { EvaluationRowObject, RowMetaFilter } from './question.ts';

const pageSize = z.int().min(1).max(PAGE.largest);

const EvaluationRowFilter = builder.inputType('EvaluationRowFilter', {
  description: 'Which questions are meant: all parts that are given must hold.',
  fields: (t) => ({
    outcomes: t.field({
      type: [SampleOutcome],
      description: 'A sample of the question came to one of these.',
    }),
    meta: t
      .field({ type: RowMetaFilter, description: 'Its fields have a value.' })
      .validate(metaValue.nullish()),
  }),
});

const AnsweredRowObject = builder.objectRef<AnsweredRow>('AnsweredRow').implement({
  description: 'A question with what the model answered.',
  fields: (t) => ({
    question: t.field({
      type: EvaluationRowObject,
      description: 'The question.',
      resolve: (row) => row,
    }),
    samples: t.expose('samples', {
      type: [SampleObject],
      // The page counts as many times as it has questions.
      complexity: { field: 1, multiplier: 1 },
      description: 'The answers, by index.',
    }),
  }),
});

const EvaluationRowPage = builder.objectRef<RowPage>('EvaluationRowPage').implement({
  description: 'Questions that follow one another.',
  fields: (t) => ({
    rows: t.expose('rows', {
      type: [AnsweredRowObject],
      complexity: { field: 1, multiplier: 1 },
      description: 'The questions.',
    }),
    cursor: t.exposeInt('cursor', {
      nullable: true,
      description: 'The place after them, to go on from; null at the end.',
    }),
  }),
});

const SampleOrderField = builder.enumType('SampleOrderField', {
  description: 'What samples can be ordered by.',
  values: {
    PLACE: { description: 'Their question, and their place in it.' },
    TOKENS: { description: 'How many tokens they have.' },
    LOGPROB: {
      description: 'The mean log probability of their tokens; those without one are left out.',
    },
  },
});

const SampleOrderInput = builder.inputType('SampleOrder', {
  description: 'The order of samples.',
  fields: (t) => ({
    field: t.field({
      type: SampleOrderField,
      required: true,
      defaultValue: 'PLACE',
      description: 'What to order by.',
    }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Which end comes first.',
    }),
  }),
});

const SampleFilterInput = builder.inputType('SampleFilter', {
  description: 'Which samples are meant: all parts that are given must hold.',
  fields: (t) => ({
    outcomes: t.field({ type: [SampleOutcome], description: 'They came to one of these.' }),
    row: t.int({ description: 'Their question, by its line from 0.' }),
  }),
});

const SamplePageObject = builder.objectRef<SamplePage>('SamplePage').implement({
  description: 'Samples that follow one another in an order.',
  fields: (t) => ({
    samples: t.expose('samples', {
      type: [SampleObject],
      complexity: { field: 1, multiplier: 1 },
      description: 'The samples.',
    }),
    cursor: t.exposeString('cursor', {
      nullable: true,
      description: 'The place after them, to go on from; null at the end.',
    }),
  }),
});

const first = {
  required: true,
  defaultValue: PAGE.usual,
  description: 'How many to answer at most; 1 to 100.',
} as const;

builder.prismaObjectFields('Evaluation', (t) => ({
  rows: t.field({
    type: EvaluationRowPage,
    description: 'The questions, each with what the model answered, in the order of their file.',
    args: {
      filter: t.arg({ type: EvaluationRowFilter, description: 'Which ones; all without it.' }),
      after: t.arg.int({
        required: true,
        defaultValue: -1,
        description: 'The place: line of the question before the first.',
      }),
      first: t.arg.int(first).validate(pageSize),
    },
    complexity: ({ first: rows }) => ({ field: 10, multiplier: rows }),
    select: { runId: true, step: true },
    resolve: (evaluation, { filter, after, first: rows }, { database }) =>
      rowPage(database, evaluation, { filter: filter ?? {}, after, first: rows }),
  }),
  samples: t.field({
    type: SamplePageObject,
    description: 'The samples in an order of choice.',
    args: {
      filter: t.arg({ type: SampleFilterInput, description: 'Which ones; all without it.' }),
      orderBy: t.arg({
        type: SampleOrderInput,
        description: 'In which order; by place without it.',
      }),
      after: t.arg.string({ description: 'Answer what follows this cursor.' }),
      first: t.arg.int(first).validate(pageSize),
    },
    complexity: ({ first: samples }) => ({ field: 10, multiplier: samples }),
    select: { runId: true, step: true },
    resolve: ({ runId, step }, { filter, orderBy, after, first: samples }, { database }) =>
      samplePage(database, {
        runId,
        step,
        filter: filter ?? {},
        order: {
          field: orderBy?.field ?? 'PLACE',
          isDescending: orderBy?.direction === 'DESC',
        },
        after: after ?? null,
        first: samples,
      }),
  }),
}));
