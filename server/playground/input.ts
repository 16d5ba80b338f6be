import { z } from 'zod';
import {
  MOST_SAMPLES,
  SAMPLING_FIELDS,
  type SamplingField,
} from '../manifests/evaluationFields.ts';
import { gather, valueAt } from '../manifests/gather.ts';
import { schemasAfter } from '../manifests/training.ts';
import { traceContent } from '../traces/trace.ts';

type SamplingValues = { [F in SamplingField as F['name']]: number };

const { prompt, context } = traceContent.shape;

/** What is asked of a model. */
export const generateInput = z
  .strictObject({
    prompt,
    context,
    withBase: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
    ...schemasAfter('', SAMPLING_FIELDS),
  })
  .superRefine((given, issues) => {
    const { samples, temperature } = gather<SamplingValues>(Object.entries(given));
    const add = (path: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [path], message });
    if (samples > MOST_SAMPLES) {
      add('samples', `Expected \`samples\` to be at most ${MOST_SAMPLES}, got ${samples}`);
    }
    if (samples > 1 && temperature === 0) {
      add(
        'temperature',
        `Expected a temperature above 0 for ${samples} samples, got 0: at that all of them are alike`,
      );
    }
  });

export type GenerateInput = z.output<typeof generateInput>;

/** The values of sampling by their names in the launcher. */
export function samplingOf(input: GenerateInput): Record<string, unknown> {
  return Object.fromEntries(
    SAMPLING_FIELDS.map(({ name, at }) => [at.replace('sampling.', ''), valueAt(input, name)]),
  );
}
