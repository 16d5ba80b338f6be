import type { TrainingFormat } from '../datasets/formats/traceRecords.ts';
import type { ManifestContent } from './content.ts';
import type { Training } from './training.ts';

/** What a dataset is exported as for training: with Gemma's turns in it already, or with all parts of a row apart, as another
 * template needs them, and questions that are asked meanwhile. */
export function trainingFormat(
  { template, reasoning }: ManifestContent['prompt'],
  { samplesEverySteps }: Pick<Training, 'samplesEverySteps'>,
): TrainingFormat {
  const isRendered = template === 'gemma' && reasoning === 'plain' && samplesEverySteps == null;
  return isRendered ? 'tunix_sft' : 'trace';
}
