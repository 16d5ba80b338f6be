import type { Run as RunRow } from '../../prisma/generated/sqlite/client.ts';
import {
  InvalidStateError,
  NotFoundError,
  TunixUnavailableError,
  ValidationError,
} from '../../server/errors.ts';
import { LOADED_BY, startEvaluationInput } from '../../server/evaluations/input.ts';
import { startEvaluations } from '../../server/evaluations/start.ts';
import { EVALUATION_FIELDS } from '../../server/manifests/evaluationFields.ts';
import { fieldsAfter } from '../../server/manifests/fieldsAfter.ts';
import { builder } from '../builder.ts';
import { inputFields } from '../manifests/training.ts';
import { Run } from '../runs/run.ts';

const EvaluationSubjectInput = builder.inputType('EvaluationSubjectInput', {
  description: 'What to evaluate: checkpoints of a training, or a model as it comes.',
  fields: (t) => ({
    runId: t.id({ description: 'Id of the training.' }),
    steps: t.intList({
      description:
        'Steps of its checkpoints, 0 for the base; of a training the base and all that are kept without it, of a registered model its own.',
    }),
    model: t.string({
      description: 'A registered model: `name`, `name@3` or `name@champion`.',
    }),
    modelId: t.string({ description: 'Id of a model, as training has it.' }),
    ...inputFields(
      t,
      fieldsAfter('').filter(([name]) => LOADED_BY.includes(name)),
    ),
  }),
});

const EvaluationValuesInput = builder.inputType('EvaluationValuesInput', {
  description: 'How to ask, and how to read the answers. What is not given has its default.',
  fields: (t) => inputFields(t, fieldsAfter('', EVALUATION_FIELDS)),
});

const StartEvaluationInput = builder.inputType('StartEvaluationInput', {
  description: 'What to evaluate, on what, and how.',
  fields: (t) => ({
    subjects: t.field({
      type: [EvaluationSubjectInput],
      required: true,
      description: 'The models; each is a run. 1 to 20.',
    }),
    datasetKey: t.string({
      required: true,
      description:
        'Key of the dataset whose questions are asked: its rows with an expected answer.',
    }),
    split: t.string({ description: 'The side of the dataset; all of it without it.' }),
    values: t.field({ type: EvaluationValuesInput, description: 'How to ask.' }),
    timeoutSeconds: t.int({
      description: 'How long each may take; as long as it needs without it.',
    }),
  }),
});

const StartedRuns = builder.objectRef<{ runs: RunRow[] }>('StartedRuns').implement({
  description: 'Runs that were put into the queue.',
  fields: (t) => ({ runs: t.expose('runs', { type: [Run], description: 'The runs.' }) }),
});

builder.mutationFields((t) => ({
  startEvaluation: t.field({
    type: StartedRuns,
    description:
      'Puts a run for each model into the queue, which draws samples and grades them, and answers at once.',
    errors: { types: [ValidationError, NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: {
      input: t
        .arg({ type: StartEvaluationInput, required: true, description: 'What to evaluate.' })
        .validate(startEvaluationInput),
    },
    resolve: async (_root, { input }, { runs }) => ({ runs: await startEvaluations(runs, input) }),
  }),
}));
