import { z } from 'zod';
import { pythonPattern } from './pythonPattern.ts';

/** The values of a training run, each with its range and default. */
export const trainingInput = z.strictObject({
  learningRate: z.number().gt(0).max(1).nullish(),
  numEpochs: integer(1, 100, 3),
  batchSize: integer(1, 512, 8),
  maxSeqLength: integer(128, 32_768, 2_048),
  weightDecay: z
    .number()
    .min(0)
    .max(1)
    .nullish()
    .transform((value) => value ?? 0.01),
  warmupSteps: integer(0, 1_000_000, 0),
  schedule: z
    .enum(['constant', 'linear', 'cosine'])
    .nullish()
    .transform((value) => value ?? 'constant'),
  gradientAccumulationSteps: integer(1, 1_024, 1),
  seed: integer(0, 2_147_483_647, 0),
  maxSteps: z.int().min(1).max(10_000_000).nullish(),
  evaluationFraction: z
    .number()
    .min(0)
    .max(0.5)
    .nullish()
    .transform((value) => value ?? 0),
  evaluationEverySteps: integer(1, 1_000_000, 50),
  checkpointEverySteps: integer(1, 1_000_000, 100),
  checkpointsKept: integer(1, 100, 3),
  lora: z
    .strictObject({
      rank: integer(1, 1_024, 8),
      alpha: z
        .number()
        .gt(0)
        .max(4_096)
        .nullish()
        .transform((value) => value ?? 16),
      modulePath: freeText(512)
        .refine(isRegularExpression, {
          error: ({ input }) => `Expected a regular expression, got ${JSON.stringify(input)}`,
        })
        .nullish(),
    })
    .nullish(),
  meshShape: z
    .array(z.int().min(1).max(65_536))
    .length(2)
    .nullish()
    .transform((value) => value ?? [1, 1]),
  modelSource: z.enum(['builtin', 'huggingface', 'kaggle', 'gcs', 'local']).nullish(),
  modelPath: freeText(512).nullish(),
  tokenizer: freeText(512).nullish(),
  dtype: z.enum(['float32', 'bfloat16']).nullish(),
});

export type Training = z.output<typeof trainingInput>;

/** A text that goes into a manifest: on one line, of characters that every YAML reader takes. */
export function freeText(maximum: number) {
  return z
    .string()
    .refine((value) => value.trim().length > 0 && [...value].length <= maximum, {
      error: ({ input }) => `Expected 1 to ${maximum} characters, got ${[...String(input)].length}`,
    })
    .refine(
      (value) => value.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\uFEFF\uFFFE\uFFFF]/u.test(value),
      {
        error: 'Expected no control characters or line breaks',
      },
    );
}

// Python compiles it: what only JavaScript reads is refused, as is what only Python does, named groups aside.
function isRegularExpression(pattern: string): boolean {
  const unescaped = pattern.replaceAll('\\\\', '');
  if (/\\[^\W\d_abfnrtvxuUNdDsSwWBAZ]|\(\?<|\[\^?\]/.test(unescaped)) return false;
  try {
    pythonPattern(pattern);
    return true;
  } catch {
    return false;
  }
}

function integer(minimum: number, maximum: number, fallback: number) {
  return z
    .int()
    .min(minimum)
    .max(maximum)
    .nullish()
    .transform((value) => value ?? fallback);
}
