import { TINY_MODEL } from '../../../../../../server/manifests/fields.ts';
import type { TrainingInput } from '../../../../graphql/generated/graphql.ts';
import { DEFAULTS, inputOf, TINY_VALUES } from '../../../../manifests/form.ts';

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

/** The training values that suit a model; empty for the server's own defaults. */
export function trainingFor(modelId: string): TrainingInput {
  return (modelId === TINY_MODEL && inputOf({ ...DEFAULTS, ...TINY_VALUES }).training) || {};
}
