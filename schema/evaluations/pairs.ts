import { z } from 'zod';
import {
  type OutcomePair,
  type PairedRow,
  type PairOrder,
  type PairPage,
  pairPage,
} from '../../server/evaluations/compare/pairPage.ts';
import { metaValue } from '../../server/evaluations/metaCondition.ts';
import { builder } from '../builder.ts';
import { PAGE } from '../list.ts';
import { SampleObject } from '../samples/sample.ts';
import { ComparisonObject } from './compare.ts';
import { EvaluationRowObject, RowMetaFilter } from './question.ts';

const OutcomePairEnum = builder.enumType('OutcomePair', {
  description: 'What became of a question, by the greater part of its samples on each side.',
  values: {
    BOTH_RIGHT: { description: 'Right on both sides.' },
    FIXED: { description: 'Right on the other alone.' },
    BROKEN: { description: 'Right on the base alone.' },
    BOTH_WRONG: { description: 'Right on neither.' },
  } satisfies Record<OutcomePair, object>,
});

const PairChange = builder.enumType('PairChange', {
  description: 'How the share of correct samples of a question changed.',
  values: {
    BETTER: { description: 'The other has more.' },
    WORSE: { description: 'The other has less.' },
    EQUAL: { description: 'Both have the same.' },
  },
});

const PairFilter = builder.inputType('PairFilter', {
  description: 'Which questions of a comparison are meant: all parts that are given must hold.',
  fields: (t) => ({
    pair: t.field({ type: OutcomePairEnum, description: 'What became of it.' }),
    change: t.field({ type: PairChange, description: 'How its share of correct samples changed.' }),
    meta: t
      .field({ type: RowMetaFilter, description: 'Its fields have a value.' })
      .validate(metaValue.nullish()),
  }),
});

const PairOrderEnum = builder.enumType('PairOrder', {
  description: 'In which order the questions of a comparison come.',
  values: {
    BROKEN_FIRST: { description: 'What became worst first.' },
    FIXED_FIRST: { description: 'What became best first.' },
    CHANGED_FIRST: {
      description: 'What became worst first, then what became best, and last what did not change.',
    },
  } satisfies Record<PairOrder, object>,
});

const PairedRowObject = builder.objectRef<PairedRow>('PairedRow').implement({
  description: 'A question with what both sides of a comparison made of it.',
  fields: (t) => ({
    question: t.expose('question', { type: EvaluationRowObject, description: 'The question.' }),
    pair: t.expose('pair', { type: OutcomePairEnum, description: 'What became of it.' }),
    baseShare: t.exposeFloat('baseShare', {
      description: 'The share of correct samples on the base.',
    }),
    otherShare: t.exposeFloat('otherShare', { description: 'That on the other.' }),
    change: t.exposeFloat('change', { description: 'The latter less the former.' }),
    baseSamples: t.expose('baseSamples', {
      type: [SampleObject],
      description: 'What the base answered, by index.',
    }),
    otherSamples: t.expose('otherSamples', {
      type: [SampleObject],
      description: 'What the other answered, by index.',
    }),
  }),
});

const PairedRowPage = builder.objectRef<PairPage>('PairedRowPage').implement({
  description: 'Questions of a comparison that follow one another.',
  fields: (t) => ({
    rows: t.expose('rows', { type: [PairedRowObject], description: 'The questions.' }),
    cursor: t.exposeString('cursor', {
      nullable: true,
      description: 'The place after them, to go on from; null at the end.',
    }),
  }),
});

const count = z.int().min(1).max(PAGE.largest);

builder.objectFields(ComparisonObject, (t) => ({
  pairs: t.field({
    type: PairedRowPage,
    description: 'The questions, each with what both sides made of it.',
    args: {
      filter: t.arg({ type: PairFilter, description: 'Which ones; all without it.' }),
      orderBy: t.arg({
        type: PairOrderEnum,
        required: true,
        defaultValue: 'BROKEN_FIRST',
        description: 'In which order.',
      }),
      after: t.arg.string({ description: 'Answer what follows this cursor.' }),
      first: t.arg
        .int({
          required: true,
          defaultValue: PAGE.usual,
          description: 'How many to answer at most; 1 to 100.',
        })
        .validate(count),
      samples: t.arg
        .int({
          required: true,
          defaultValue: 4,
          description: 'How many samples of each side to answer at most; 1 to 100.',
        })
        .validate(count),
    },
    complexity: ({ first, samples }) => ({
      field: 10,
      multiplier: Math.ceil((first * samples) / 10),
    }),
    resolve: (sides, { filter, orderBy, after, first, samples }, { database, signal }) =>
      pairPage(database, sides, {
        filter: filter ?? {},
        order: orderBy,
        after: after ?? null,
        first,
        samples,
        signal,
      }),
  }),
}));
