import { z } from 'zod';
import { EVALUATION_FIELDS } from './evaluationFields.ts';
import { gather } from './gather.ts';
import { schemasAfter, type ValueOf } from './training.ts';

type EvaluationField = (typeof EVALUATION_FIELDS)[number];

/** The values of an evaluation, with their defaults. */
export type EvaluationValues = {
  [F in Exclude<EvaluationField, { default: null }> as F['name']]: ValueOf<F>;
} & {
  [F in Extract<EvaluationField, { default: null }> as F['name']]?: ValueOf<F> | null;
};

const MOST_SUFFIX = 10_000;

/** The values of an evaluation, each with its range and default. */
export const evaluationInput = z
  .strictObject({
    ...schemasAfter('', EVALUATION_FIELDS),
    // Of as many lines as wanted, unlike other texts of a manifest.
    suffix: z
      .string()
      .refine(
        (text) => text.isWellFormed() && !text.includes('\0') && [...text].length <= MOST_SUFFIX,
        {
          error: `Expected at most ${MOST_SUFFIX} characters, none of them NUL`,
        },
      )
      .nullish()
      .transform((text) => text || null),
  })
  .transform((values) => gather<EvaluationValues>(Object.entries(values)))
  .superRefine(({ samples, temperature }, context) => {
    if (samples > 1 && temperature === 0) {
      context.addIssue({
        code: 'custom',
        path: ['temperature'],
        message: `Expected a temperature above 0 for ${samples} samples of a question, got 0: at that all of them are alike`,
      });
    }
  });
