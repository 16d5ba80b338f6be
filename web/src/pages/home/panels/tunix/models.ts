import type { TrainingInput } from '../../../../graphql/generated/graphql.ts';

export const TINY_MODEL = 'tunix-rt/tiny';

/** Models to choose from; any other id can be typed. */
export const MODELS = [
  TINY_MODEL,
  'google/gemma-2b-it',
  'google/gemma-3-270m-it',
  'google/gemma-3-1b-it',
  'google/gemma-2-2b-it',
  'Qwen/Qwen3-0.6B',
  'meta-llama/Llama-3.2-1B-Instruct',
];

// It starts from random weights, which small learning rates would leave as they are.
const TINY_TRAINING: TrainingInput = {
  learningRate: 0.005,
  schedule: 'COSINE',
  maxSeqLength: 256,
  evaluationFraction: 0.05,
};

/** The training values that suit a model; empty for the server's own defaults. */
export function trainingFor(modelId: string): TrainingInput {
  return modelId === TINY_MODEL ? TINY_TRAINING : {};
}
