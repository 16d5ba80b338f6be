import { z } from 'zod';
import { nearThreshold } from '../../server/datasets/duplicates/rule.ts';
import { binCount, lengthHistogram } from '../../server/datasets/lengths.ts';
import { pairStatisticsOf } from '../../server/datasets/pairStatistics.ts';
import {
  type DatasetPreview,
  previewDuplicates,
  previewSplits,
} from '../../server/datasets/preview.ts';
import type { SelectedPair } from '../../server/datasets/selectPairs.ts';
import { getTraces } from '../../server/traces/get.ts';
import { builder } from '../builder.ts';
import { PAGE } from '../list.ts';
import { Trace } from '../traces/trace.ts';
import { Duplicates } from './duplicates.ts';
import { PairStatisticsObject } from './pairs.ts';
import { HistogramBinObject, Statistics, StratumObject } from './shape.ts';

type PreviewedSplit = Awaited<ReturnType<typeof previewSplits>>[number];

const PreviewSplit = builder.objectRef<PreviewedSplit>('PreviewSplit').implement({
  description: 'A side that a dataset would have.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called.' }),
    fraction: t.exposeFloat('fraction', { description: 'The share of rows that it is to get.' }),
    count: t.exposeInt('count', { description: 'How many rows it would get.' }),
  }),
});

const PreviewPair = builder.objectRef<SelectedPair>('PreviewPair').implement({
  description: 'A pair that a dataset would hold.',
  fields: (t) => ({
    chosenScore: t.exposeFloat('chosenScore', { description: 'The score of the chosen trace.' }),
    rejectedScore: t.exposeFloat('rejectedScore', {
      description: 'The score of the rejected trace.',
    }),
    chosen: t.prismaField({
      type: Trace,
      nullable: true,
      description: 'The trace that scores higher; null once that is deleted.',
      resolve: (query, { chosenId }, _args, { database }) =>
        database.prisma.trace.findUnique({ ...query, where: { id: chosenId } }),
    }),
    rejected: t.prismaField({
      type: Trace,
      nullable: true,
      description: 'The trace that scores lower; null once that is deleted.',
      resolve: (query, { rejectedId }, _args, { database }) =>
        database.prisma.trace.findUnique({ ...query, where: { id: rejectedId } }),
    }),
  }),
});

export const Preview = builder.objectRef<DatasetPreview>('DatasetPreview').implement({
  description: 'What a dataset would be if it were built now.',
  fields: (t) => ({
    matchCount: t.exposeInt('matchCount', {
      description: 'How many traces pass the filter, of the parent where its rows are taken.',
    }),
    selectedCount: t.exposeInt('selectedCount', {
      description: 'How many of them the dataset would hold.',
    }),
    stats: t.expose('stats', { type: Statistics, description: 'What those look like.' }),
    strata: t.expose('strata', {
      type: [StratumObject],
      description:
        'The strata that they are taken from, the largest first; at most 100. None unless `STRATIFIED`.',
    }),
    lengthHistogram: t.field({
      type: [HistogramBinObject],
      description:
        'The lengths of their rendered rows, in tokens estimated at one for three characters.',
      args: {
        bins: t.arg
          .int({
            required: true,
            defaultValue: 40,
            description: 'The most bins; 1 to 200. They are as wide as a round number.',
          })
          .validate(binCount),
      },
      resolve: ({ traces }, { bins }) => lengthHistogram(traces, bins),
    }),
    sample: t.prismaField({
      type: ['Trace'],
      description:
        'Some of them in the order of the dataset, the first five unless others are meant.',
      args: {
        first: t.arg
          .int({ required: true, defaultValue: 5, description: 'The most to answer; 1 to 100.' })
          .validate(z.int().min(1).max(PAGE.largest)),
        from: t.arg
          .int({
            required: true,
            defaultValue: 0,
            description: 'The position of the first that is meant, counted from 0.',
          })
          .validate(z.int().min(0)),
      },
      complexity: ({ first }) => ({ field: 1, multiplier: first }),
      resolve: (query, { traces }, { first, from }, { database }) =>
        getTraces(
          database,
          traces.slice(from, from + first).map(({ id }) => id),
          query,
        ),
    }),
    leftOut: t.expose('leftOut', {
      type: Duplicates,
      description: 'Rows that are left out since they repeat an earlier one, as `duplicates` asks.',
    }),
    duplicates: t.field({
      type: Duplicates,
      description:
        'Rows that stay although they repeat an earlier one: those that `duplicates` with this threshold would leave out. Reads every row.',
      args: {
        nearThreshold: t.arg
          .float({
            description:
              'The share of 5-grams of words, 0.5 to 1, from which on a row is a near duplicate; only rows of the same text without it.',
          })
          .validate(nearThreshold.nullish()),
      },
      complexity: 100,
      resolve: (preview, args, { database, signal }) =>
        previewDuplicates(database, {
          preview,
          nearThreshold: args.nearThreshold ?? null,
          signal,
        }),
    }),
    splits: t.field({
      type: [PreviewSplit],
      description: 'Its sides; none where it is not split.',
      complexity: 50,
      resolve: (preview, _args, { database, signal }) => previewSplits(database, preview, signal),
    }),
    possiblePairCount: t.exposeInt('possiblePairs', {
      nullable: true,
      description: 'How many pairs could be made, without a limit; null for traces.',
    }),
    pairStats: t.field({
      type: PairStatisticsObject,
      nullable: true,
      description: 'What its pairs look like; null for traces.',
      resolve: ({ pairs }) => pairs && pairStatisticsOf(pairs),
    }),
    pairs: t.field({
      type: [PreviewPair],
      description: 'Its first pairs; none for traces.',
      args: {
        first: t.arg
          .int({ required: true, defaultValue: 5, description: 'The most to answer; 1 to 100.' })
          .validate(z.int().min(1).max(PAGE.largest)),
      },
      complexity: ({ first }) => ({ field: 1, multiplier: first }),
      resolve: ({ pairs }, { first }) => pairs?.slice(0, first) ?? [],
    }),
  }),
});
