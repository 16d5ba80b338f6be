import { buildDataset } from '../../server/datasets/build.ts';
import { datasetDefinition } from '../../server/datasets/definition.ts';
import { previewDataset } from '../../server/datasets/preview.ts';
import {
  ConflictError,
  EmptySelectionError,
  NotFoundError,
  ValidationError,
} from '../../server/errors.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';
import { Dataset, DatasetKind, SelectionStrategy } from './dataset.ts';
import { DuplicatesInput } from './duplicates.ts';
import { PairingInput } from './pairs.ts';
import { Preview } from './preview.ts';
import { SplitInput } from './splits.ts';

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
    kind: t.field({
      type: DatasetKind,
      defaultValue: 'TRACES',
      description: 'What its rows are to be.',
    }),
    limit: t.int({
      description:
        'The most traces, or pairs, to take; 1 to 100,000. 100 without it, with `fromParent` all.',
    }),
    strategy: t.field({
      type: SelectionStrategy,
      defaultValue: 'LATEST',
      description: 'How to choose among the candidates.',
    }),
    seed: t.int({ description: 'Seed of `RANDOM` and `STRATIFIED`, which need one.' }),
    stratifyBy: t.string({
      description:
        'What `STRATIFIED` keeps the proportions of: a path into meta such as `task.kind`, or `score:` or `label:` and a criteria. Scores of `baseline` are taken in bands of ten; of others each for itself where there are at most 20 different ones, else in at most ten bands.',
    }),
    pairing: t.field({
      type: PairingInput,
      description: 'How pairs are made; `PAIRS` needs it.',
    }),
    fromParent: t.boolean({
      description:
        'Takes the rows of the parent as candidates, instead of all traces; `LATEST` takes them in its order.',
    }),
    addTraceIds: t.idList({
      description:
        'Traces that it holds beside those selected, and after them; 1 to 10,000. To take some away, name them in `filter.exceptIds`.',
    }),
    duplicates: t.field({
      type: DuplicatesInput,
      description:
        'Which repetitions to leave out; all stay without it. What is selected is looked through, so that fewer rows than `limit` may be left.',
    }),
    split: t.field({ type: SplitInput, description: 'How to put rows on sides; none without it.' }),
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
