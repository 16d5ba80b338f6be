import type { TrainingFormat } from '../datasets/formats/traceRecords.ts';
import type { ManifestContent } from './content.ts';

/** What a dataset is exported as for training: with Gemma's turns in it already, or with all parts of a row apart. */
export function trainingFormat({ template, reasoning }: ManifestContent['prompt']): TrainingFormat {
  return template === 'gemma' && reasoning === 'plain' ? 'tunix_sft' : 'trace';
}
