import { binCount, datasetLengths, type HistogramBin } from '../../server/datasets/lengths.ts';
import type { DatasetStatistics } from '../../server/datasets/statistics.ts';
import { datasetStrata, type Stratum } from '../../server/datasets/strata.ts';
import { builder } from '../builder.ts';

export const Statistics = builder.objectRef<DatasetStatistics>('DatasetStatistics').implement({
  description: 'What traces look like; lengths are in Unicode code points.',
  fields: (t) => ({
    traceCount: t.exposeInt('traceCount', { description: 'How many traces.' }),
    avgStepCount: t.exposeFloat('avgStepCount', { description: 'Mean number of steps.' }),
    minStepCount: t.exposeInt('minStepCount', { description: 'The fewest steps.' }),
    maxStepCount: t.exposeInt('maxStepCount', { description: 'The most steps.' }),
    avgTotalChars: t.exposeFloat('avgTotalChars', {
      description: 'Mean length of prompt, answer and steps together.',
    }),
  }),
});

export const HistogramBinObject = builder.objectRef<HistogramBin>('HistogramBin').implement({
  description: 'How many rows have a length within a range.',
  fields: (t) => ({
    from: t.exposeInt('from', { description: 'The least length, in estimated tokens.' }),
    to: t.exposeInt('to', { description: 'The greatest length, in estimated tokens.' }),
    count: t.exposeInt('count', { description: 'How many rows.' }),
  }),
});

export const StratumObject = builder.objectRef<Stratum>('Stratum').implement({
  description: 'Traces with one value of what a dataset is stratified by.',
  fields: (t) => ({
    value: t.exposeString('value', {
      nullable: true,
      description: 'The value, or the band of scores, as text; null for those that have none.',
    }),
    count: t.exposeInt('count', {
      description:
        'How many of them the dataset holds; in a preview, how many it takes before repetitions are left out.',
    }),
    matchCount: t.exposeInt('matchCount', {
      nullable: true,
      description: 'How many pass the filter of a preview; null for a dataset that is built.',
    }),
  }),
});

builder.prismaObjectFields('Dataset', (t) => ({
  stats: t.field({
    type: Statistics,
    description: 'What its traces look like.',
    select: {
      traceCount: true,
      avgStepCount: true,
      minStepCount: true,
      maxStepCount: true,
      avgTotalChars: true,
    },
    resolve: (dataset) => dataset,
  }),
  strata: t.field({
    type: [StratumObject],
    description:
      'The strata of its traces, the largest first; at most 100. None when it was not stratified. By scores: as these are now.',
    complexity: 50,
    select: { id: true, stratifyBy: true },
    resolve: (dataset, _args, { database }) => datasetStrata(database, dataset),
  }),
  lengthHistogram: t.field({
    type: [HistogramBinObject],
    description:
      'The lengths of its rendered rows, in tokens estimated at one for three characters.',
    args: {
      bins: t.arg
        .int({
          required: true,
          defaultValue: 40,
          description: 'The most bins; 1 to 200. They are as wide as a round number.',
        })
        .validate(binCount),
    },
    complexity: 50,
    select: { id: true },
    resolve: ({ id }, { bins }, { database }) =>
      datasetLengths(database, { datasetId: id, bins: bins }),
  }),
}));
