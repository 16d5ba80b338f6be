import { buildDataset } from '../../server/datasets/build.ts';
import { datasetDefinition } from '../../server/datasets/definition.ts';
import { binCount, lengthHistogram } from '../../server/datasets/lengths.ts';
import { type DatasetPreview, previewDataset } from '../../server/datasets/preview.ts';
import {
  ConflictError,
  EmptySelectionError,
  NotFoundError,
  ValidationError,
} from '../../server/errors.ts';
import { getTraces } from '../../server/traces/get.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';
import { Dataset, SelectionStrategy } from './dataset.ts';
import { HistogramBinObject, Statistics, StratumObject } from './shape.ts';

const BuildDatasetInput = builder.inputType('BuildDatasetInput', {
  description: 'What a dataset is to be called, and how its traces are chosen.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Letters, digits and . _ -; 1 to 128 characters.',
    }),
    version: t.string({
      required: true,
      description: 'Letters, digits and . _ -; 1 to 64 characters. The key is `{name}-{version}`.',
    }),
    filter: t.field({
      type: TraceFilter,
      description: 'Which traces are candidates; all without it.',
    }),
    limit: t.int({ defaultValue: 100, description: 'The most traces to take; 1 to 100,000.' }),
    strategy: t.field({
      type: SelectionStrategy,
      defaultValue: 'LATEST',
      description: 'How to choose among the candidates.',
    }),
    seed: t.int({ description: 'Seed of `RANDOM` and `STRATIFIED`, which need one.' }),
    stratifyBy: t.string({
      description:
        'What `STRATIFIED` keeps the proportions of: a path into meta such as `task.kind`, `score:` and a criteria, in bands of ten, or `label:` and a criteria.',
    }),
    sessionId: t.string({
      description: 'The session that the dataset is built for, kept as given.',
    }),
    parentDatasetKey: t.string({
      description: 'Key of the dataset that this one is derived from, which must exist.',
    }),
    trainingRunId: t.string({
      description: 'The training run that the dataset is built for, kept as given.',
    }),
    provenance: t.field({
      type: 'JSON',
      description:
        'Where the dataset comes from: any JSON object, laid over what the build records itself.',
    }),
  }),
});

const Preview = builder.objectRef<DatasetPreview>('DatasetPreview').implement({
  description: 'What a dataset would be if it were built now.',
  fields: (t) => ({
    matchCount: t.exposeInt('matchCount', { description: 'How many traces pass the filter.' }),
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
      resolve: ({ selected }, { bins }) => lengthHistogram(selected, bins),
    }),
    sample: t.prismaField({
      type: ['Trace'],
      description: 'The first five of them.',
      resolve: (query, { sampleIds }, _args, { database }) => getTraces(database, sampleIds, query),
    }),
  }),
});

builder.queryFields((t) => ({
  previewDataset: t.field({
    type: Preview,
    description: 'Selects as `buildDataset` would, and stores nothing.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: BuildDatasetInput, required: true, description: 'What to select.' })
        .validate(datasetDefinition),
    },
    resolve: (_root, { input }, { database, signal }) => previewDataset(database, input, signal),
  }),
}));

builder.mutationFields((t) => ({
  buildDataset: t.field({
    type: Dataset,
    description:
      'Selects traces and freezes them under `{name}-{version}`. Building the same again answers the same dataset.',
    errors: { types: [ValidationError, EmptySelectionError, ConflictError, NotFoundError] },
    args: {
      input: t
        .arg({ type: BuildDatasetInput, required: true, description: 'What to build.' })
        .validate(datasetDefinition),
    },
    resolve: (_root, { input }, { database }) => buildDataset(database, input),
  }),
}));
