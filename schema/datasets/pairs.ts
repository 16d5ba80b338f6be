import { z } from 'zod';
import type { PAIR_CHOICES } from '../../server/datasets/pairing.ts';
import {
  datasetPairStatistics,
  type PairStatistics,
} from '../../server/datasets/pairStatistics.ts';
import { builder } from '../builder.ts';
import { costOfPage } from '../list.ts';

const PairChoice = builder.enumType('PairChoice', {
  description: 'Which traces of one question make a pair.',
  values: {
    BEST_WORST: { description: 'The one that scores best, against the one that scores worst.' },
    ALL: { description: 'Each that scores above another, against that other.' },
  } satisfies Record<(typeof PAIR_CHOICES)[number], object>,
});

export const PairingInput = builder.inputType('PairingInput', {
  description:
    'How pairs are made of traces that have the same prompt after the same earlier turns, by their newest scores. Equal scores make no pair.',
  fields: (t) => ({
    criteria: t.string({ required: true, description: 'Whose scores decide; 1 to 64 characters.' }),
    leastMargin: t.float({
      description:
        'How far the chosen trace scores above the rejected one, at least; 0 without it.',
    }),
    choice: t.field({
      type: PairChoice,
      defaultValue: 'BEST_WORST',
      description: 'Which traces of one question make a pair.',
    }),
  }),
});

export const PairStatisticsObject = builder.objectRef<PairStatistics>('PairStatistics').implement({
  description: 'How far the chosen traces of pairs score above the rejected ones.',
  fields: (t) => ({
    pairCount: t.exposeInt('pairCount', { description: 'How many pairs.' }),
    avgMargin: t.exposeFloat('avgMargin', { description: 'Mean difference of their scores.' }),
    minMargin: t.exposeFloat('minMargin', { description: 'The least difference.' }),
    maxMargin: t.exposeFloat('maxMargin', { description: 'The greatest difference.' }),
  }),
});

builder.prismaObject('DatasetPair', {
  description: 'Two traces of one question in a dataset, of which one is to be preferred.',
  select: { datasetId: true, position: true },
  fields: (t) => ({
    position: t.exposeInt('position'),
    chosen: t.relation('chosen', { description: 'The trace that scores higher.' }),
    rejected: t.relation('rejected', { description: 'The trace that scores lower.' }),
    chosenScore: t.exposeFloat('chosenScore'),
    rejectedScore: t.exposeFloat('rejectedScore'),
    split: t.exposeString('split', { nullable: true }),
  }),
});

builder.prismaObjectFields('Dataset', (t) => ({
  pairs: t.relatedConnection('pairs', {
    cursor: 'datasetId_position',
    description: 'Its pairs, in its order; none unless it is one of pairs.',
    args: {
      from: t.arg
        .int({
          required: true,
          defaultValue: 0,
          description: 'The position of the first that is meant, counted from 0.',
        })
        .validate(z.int().min(0)),
      split: t.arg.string({ description: 'The side that is meant; all without it.' }),
    },
    query: ({ from, split }) => ({
      where: { position: { gte: from }, ...(split == null ? {} : { split }) },
      orderBy: { position: 'asc' },
    }),
    complexity: costOfPage,
  }),
  pairStats: t.field({
    type: PairStatisticsObject,
    nullable: true,
    description: 'What its pairs look like; null unless it is one of pairs.',
    complexity: 50,
    select: { id: true, kind: true },
    resolve: ({ id, kind }, _args, { database }) =>
      kind === 'PAIRS' ? datasetPairStatistics(database, id) : null,
  }),
}));
