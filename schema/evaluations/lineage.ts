import {
  type Asked,
  evaluationLeaks,
  type Leaks,
  leaksOf,
} from '../../server/models/learned/leaks.ts';
import { type Stage, stagesOf } from '../../server/models/learned/stages.ts';
import { builder } from '../builder.ts';
import { Run } from '../runs/run.ts';

const LeaksObject = builder.objectRef<Leaks>('EvaluationLeaks').implement({
  description:
    'Rows of an evaluated dataset that trainings had learned from. Rows that a training held out are none of those; where it dropped some, all of its dataset counts.',
  fields: (t) => ({
    leakCount: t.exposeInt('leakCount', {
      description: 'How many ask what a trained row asks, or share half of its 8-grams of words.',
    }),
    rowCount: t.exposeInt('rowCount', { description: 'Among how many.' }),
  }),
});

const StageObject = builder.objectRef<Stage & { evaluation: Asked }>('TrainingStage').implement({
  description: 'A training that led to what was evaluated.',
  fields: (t) => ({
    run: t.expose('run', { type: Run, description: 'The training.' }),
    step: t.exposeInt('step', {
      nullable: true,
      description: 'The step of the checkpoint that was evaluated; null before the last stage.',
    }),
    datasetKey: t.exposeString('datasetKey', { description: 'What it was trained on.' }),
    datasetDigest: t.exposeString('datasetDigest', { description: 'The digest of that.' }),
    split: t.exposeString('split', { nullable: true, description: 'The side of it.' }),
    leaks: t.field({
      type: LeaksObject,
      nullable: true,
      description:
        'Rows of the evaluated dataset that it had learned from; null where either dataset was deleted. Reads every row once.',
      complexity: 20,
      resolve: ({ evaluation, ...stage }, _args, { database }) =>
        leaksOf(database, evaluation, [stage]),
    }),
  }),
});

const LED = { startRunId: true, modelVersionId: true, step: true } as const;
const ASKED = { datasetKey: true, datasetDigest: true, pins: true } as const;

builder.prismaObjectFields('Evaluation', (t) => ({
  lineage: t.field({
    type: [StageObject],
    complexity: { field: 5, multiplier: 2 },
    description:
      'The trainings that led to what was evaluated, the first first; none for a model as it comes.',
    select: { ...LED, ...ASKED },
    resolve: async (evaluation, _args, { database }) => {
      const stages = await stagesOf(database, evaluation);
      return stages.map((stage) => ({ ...stage, evaluation }));
    },
  }),
  leaks: t.field({
    type: LeaksObject,
    nullable: true,
    complexity: 5,
    description:
      'Its rows that any of those trainings had learned from; null where there was none, and where their datasets were deleted. Reads every row once.',
    select: { ...LED, ...ASKED },
    resolve: (evaluation, _args, { database }) => evaluationLeaks(database, evaluation),
  }),
}));
