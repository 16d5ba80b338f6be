import { z } from 'zod';

/** How alike two rows are, from which on one is a near duplicate of the other: the share of 5-grams that they share. */
export const nearThreshold = z.number().min(0.5).max(1);

/** Which repetitions are left out; of those that repeat one another the first stays. */
export const duplicateRule = z.strictObject({
  /** Null leaves out only rows of the same text. */
  nearThreshold: nearThreshold.nullish().transform((threshold) => threshold ?? null),
  /** Traces that stay although they repeat another. */
  keepTraceIds: z
    .array(z.string())
    .max(10_000)
    .nullish()
    .transform((ids) => ids ?? []),
});
