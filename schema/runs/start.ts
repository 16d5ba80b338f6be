import { resumeRun } from '../../server/checkpoints/resume.ts';
import {
  InvalidStateError,
  NotFoundError,
  TunixUnavailableError,
  ValidationError,
} from '../../server/errors.ts';
import { MOST } from '../../server/manifests/fields.ts';
import { startTraining } from '../../server/models/train.ts';
import { retryRun } from '../../server/runs/retry.ts';
import { startRunInput } from '../../server/runs/start.ts';
import { builder } from '../builder.ts';
import { fromModel, TrainingInput } from '../manifests/training.ts';
import { idArgument } from './arguments.ts';
import { Run, RunMode } from './run.ts';

const StartRunInput = builder.inputType('StartRunInput', {
  description:
    'What to run: `manifestId`, or `datasetKey` and `modelId` or `fromModel` with what else a manifest has.',
  fields: (t) => ({
    manifestId: t.id({ description: 'Id of a manifest that was generated.' }),
    datasetKey: t.string({ description: 'Key of the dataset.' }),
    split: t.string({
      description: 'The side of the dataset to train on; where it has sides, `train` without it.',
    }),
    evaluationSplit: t.string({
      description: 'The side to evaluate on, instead of rows held out; none without it.',
    }),
    modelId: t.string({ description: `The model to start from; 1 to ${MOST.modelId} characters.` }),
    fromModel: t.string(fromModel),
    outputDir: t.string({
      description:
        "Where training writes its results, relative to the run's folder; `./output` without it.",
    }),
    training: t.field({ type: TrainingInput, description: 'The values of the training run.' }),
    mode: t.field({ type: RunMode, defaultValue: 'DRY_RUN', description: 'What to do.' }),
    timeoutSeconds: t.int({
      description: 'How long training may take; as long as it needs without it.',
    }),
  }),
});

builder.mutationFields((t) => ({
  startRun: t.field({
    type: Run,
    description: 'Puts a run into the queue and answers at once. Watch it with `runUpdated`.',
    errors: { types: [ValidationError, NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: {
      input: t
        .arg({ type: StartRunInput, required: true, description: 'What to run.' })
        .validate(startRunInput),
    },
    resolve: (_root, { input }, { runs }) => startTraining(runs, input),
  }),
  retryRun: t.field({
    type: Run,
    description: 'Starts anew what a run that has ended did, with the same configuration.',
    errors: { types: [NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_root, { id }, { runs }) => retryRun(runs, id),
  }),
  resumeRun: t.field({
    type: Run,
    description:
      'Goes on from the last checkpoint of a training that was cancelled or failed, as a new run.',
    errors: { types: [NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_root, { id }, { runs }) => resumeRun(runs, id),
  }),
}));
