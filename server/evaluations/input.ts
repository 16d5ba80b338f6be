import { z } from 'zod';
import { modelId } from '../manifests/create.ts';
import { evaluationInput } from '../manifests/evaluationInput.ts';
import { MOST } from '../manifests/fields.ts';
import { schemasAfter } from '../manifests/training.ts';

const MOST_SUBJECTS = 20;
const MOST_STEPS = 200;

/** What of a model that no training is known of has to be said to load it. */
export const LOADED_BY = [
  'modelSource',
  'modelPath',
  'tokenizer',
  'dtype',
  'template',
  'reasoning',
];

const { modelSource, modelPath, tokenizer, dtype, template, reasoning } = schemasAfter('');

/** Checkpoints of a training, or a model as it comes. */
const subject = z
  .strictObject({
    runId: z.string().nullish(),
    model: z.string().nullish(),
    steps: z.array(z.int().min(0)).min(1).max(MOST_STEPS).nullish(),
    modelId: modelId.nullish(),
    modelSource,
    modelPath,
    tokenizer,
    dtype,
    template,
    reasoning,
  })
  .superRefine(({ runId, model, steps, modelId }, context) => {
    const add = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const given = [runId, model, modelId].filter((each) => each != null).length;
    if (given !== 1) {
      add(
        'runId',
        `Expected one of \`runId\`, \`model\` and \`modelId\`, got ${given === 0 ? 'none' : given}`,
      );
    }
    if (modelId != null && steps != null) add('steps', 'Expected no `steps` beside `modelId`');
  });

/** What to evaluate, on what, and how. */
export const startEvaluationInput = z.strictObject({
  subjects: z.array(subject).min(1).max(MOST_SUBJECTS),
  datasetKey: z.string(),
  split: z.string().nullish(),
  values: evaluationInput.nullish().transform((values) => values ?? evaluationInput.parse({})),
  timeoutSeconds: z.int().min(1).max(MOST.timeoutSeconds).nullish(),
});

export type EvaluationSubject = Partial<z.output<typeof subject>>;
