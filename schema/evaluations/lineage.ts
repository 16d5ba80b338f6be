import { type Asked, evaluationLeaks, type Leaks, leaksOf } from '../../server/models/leaks.ts';
import { evaluatedLineage, type Stage } from '../../server/models/lineage.ts';
import { builder } from '../builder.ts';
import { ModelStage } from '../models/model.ts';

const LeaksObject = builder.objectRef<Leaks>('EvaluationLeaks').implement({
  description:
    'Rows of an evaluated dataset that trainings had learned from. Rows that a training held out are none of those; where it dropped some, all of its dataset counts.',
  fields: (t) => ({
    leakCount: t.exposeInt('leakCount', {
      description: 'How many ask what a trained row asks, or share half of its 8-grams of words.',
    }),
    rowCount: t.exposeInt('rowCount', { description: 'Among how many.' }),
    isFloor: t.exposeBoolean('isFloor', {
      description:
        'Whether there may be more, since trainings or their datasets were deleted of which it is not known any more.',
    }),
  }),
});

const EvaluatedStage = builder
  .objectRef<{ stage: Stage; evaluation: Asked }>('EvaluatedStage')
  .implement({
    description: 'A training that led to what was evaluated.',
    fields: (t) => ({
      training: t.expose('stage', { type: ModelStage, description: 'The training.' }),
      leaks: t.field({
        type: LeaksObject,
        nullable: true,
        description:
          'Rows of the evaluated dataset that it had learned from; null where that was deleted. Reads every row once.',
        complexity: 20,
        resolve: ({ evaluation, stage }, _args, { database }) =>
          leaksOf(database, evaluation, [{ ...stage, isCut: false }]),
      }),
    }),
  });

const EVALUATED = { startRunId: true, modelVersionId: true, step: true } as const;
const ASKED = { datasetKey: true, datasetDigest: true, pins: true } as const;

builder.prismaObjectFields('Evaluation', (t) => ({
  lineage: t.field({
    type: [EvaluatedStage],
    nullable: true,
    complexity: { field: 5, multiplier: 2 },
    description:
      'The trainings that led to what was evaluated, oldest first: none for a model as it comes; null where it is not known any more.',
    select: { ...EVALUATED, ...ASKED },
    resolve: async (evaluation, _args, { database }) => {
      const stages = await evaluatedLineage(database, evaluation);
      return stages?.map((stage) => ({ stage, evaluation }));
    },
  }),
  leaks: t.field({
    type: LeaksObject,
    nullable: true,
    complexity: 20,
    description:
      'Its rows that any of those trainings had learned from; null where there was none, and where its dataset was deleted. Reads every row once.',
    select: { ...EVALUATED, ...ASKED },
    resolve: (evaluation, _args, { database }) => evaluationLeaks(database, evaluation),
  }),
}));
