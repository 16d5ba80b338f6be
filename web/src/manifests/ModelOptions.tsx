import { TINY_MODEL } from '../../../server/manifests/fields.ts';
import { Suggestions } from '../ui/Suggestions.tsx';

const MODELS = [
  TINY_MODEL,
  'google/gemma-2b-it',
  'google/gemma-3-270m-it',
  'google/gemma-3-1b-it',
  'google/gemma-2-2b-it',
  'Qwen/Qwen3-0.6B',
  'meta-llama/Llama-3.2-1B-Instruct',
];

/** Models to train, for a text input whose `list` has this id. */
export function ModelOptions(props: { id: string }) {
  return <Suggestions id={props.id} of={MODELS.map((model) => [model])} />;
}
