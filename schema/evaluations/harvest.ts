import {
  ConflictError,
  EmptySelectionError,
  InvalidStateError,
  NotFoundError,
  ValidationError,
} from '../../server/errors.ts';
import type { HARVESTS } from '../../server/evaluations/harvest/choose.ts';
import {
  type HarvestPreview,
  harvestInput,
  harvestSamples,
  previewHarvest,
} from '../../server/evaluations/harvest/harvest.ts';
import { builder } from '../builder.ts';
import { Dataset } from '../datasets/dataset.ts';

const HarvestEnum = builder.enumType('Harvest', {
  description: 'Which samples of an evaluation are made traces.',
  values: {
    CORRECT_SHORTEST: { description: 'Of each question the shortest that is correct.' },
    ALL_CORRECT: { description: 'All that are correct.' },
    WRONG_CONFIDENT: { description: 'Of each question the wrong one that was likeliest.' },
    RIGHT_OVER_WRONG: {
      description:
        'Of each question that has both the shortest correct and the shortest wrong one, as a pair.',
    },
  } satisfies Record<(typeof HARVESTS)[number], object>,
});

const HarvestPreviewObject = builder.objectRef<HarvestPreview>('HarvestPreview').implement({
  description: 'What would be made traces.',
  fields: (t) => ({
    sampleCount: t.exposeInt('sampleCount', { description: 'Samples of that kind.' }),
    heldBackCount: t.exposeInt('heldBackCount', {
      description:
        'Of them those whose questions stand in an evaluation set, which are left out unless that is said twice.',
    }),
    traces: t.field({
      type: 'JSON',
      description: 'The first of the traces, in their JSON form.',
      resolve: ({ traces }) => traces,
    }),
  }),
});

const HarvestInput = builder.inputType('HarvestInput', {
  description: 'Which samples are made traces, and what their dataset is called.',
  fields: (t) => ({
    evaluationId: t.id({ required: true, description: 'Id of the evaluation.' }),
    harvest: t.field({ type: HarvestEnum, required: true, description: 'Which samples.' }),
    name: t.string({ required: true, description: 'Name of the dataset.' }),
    version: t.string({ required: true, description: 'Its version.' }),
    allowEvaluationRows: t.boolean({
      description: 'Whether questions of an evaluation set may be taken; no without it.',
    }),
    confirmDatasetKey: t.string({
      description: 'Says that a second time: the key of the dataset that was evaluated.',
    }),
  }),
});

builder.prismaObjectFields('Evaluation', (t) => ({
  harvest: t.field({
    type: HarvestPreviewObject,
    description: 'What samples of a kind would be as traces.',
    complexity: 100,
    args: { of: t.arg({ type: HarvestEnum, required: true, description: 'Which samples.' }) },
    select: { id: true },
    resolve: ({ id }, { of: harvest }, { database }) =>
      previewHarvest(database, { evaluationId: id, harvest }),
  }),
}));

builder.mutationFields((t) => ({
  harvestSamples: t.field({
    type: Dataset,
    description:
      'Makes traces of samples, with their scores, and a dataset of these: of pairs where right ones are held against wrong ones.',
    errors: {
      types: [
        ValidationError,
        NotFoundError,
        InvalidStateError,
        EmptySelectionError,
        ConflictError,
      ],
    },
    args: {
      input: t
        .arg({ type: HarvestInput, required: true, description: 'Which, and its name.' })
        .validate(harvestInput),
    },
    resolve: (_root, { input }, { runs }) => harvestSamples(runs, input),
  }),
}));
