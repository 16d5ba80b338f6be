import { z } from 'zod';
import { checkOptions, exportFile, exportOptions } from './options.ts';

/** What to export: a dataset, or traces by id in that order. */
export const exportInput = z
  .strictObject({
    datasetKey: z.string().nullish(),
    split: z.string().nullish(),
    traceIds: z.array(z.string()).min(1).max(100_000).nullish(),
    ...exportOptions,
    file: exportFile,
    limit: z.int().min(1).max(100_000).nullish(),
    filename: z
      .string()
      .max(128, 'Expected at most 128 characters')
      .refine(isFilename, {
        error: ({ input }) =>
          `Expected letters, digits and . _ - only, a letter or digit first, got ${JSON.stringify(input)}`,
      })
      .nullish(),
  })
  .refine(({ datasetKey, traceIds }) => (datasetKey == null) !== (traceIds == null), {
    error: ({ input }) =>
      `Expected either \`datasetKey\` or \`traceIds\`, got ${typeof input === 'object' && input && 'datasetKey' in input && input.datasetKey != null ? 'both' : 'neither'}`,
  })
  .superRefine(checkOptions);

/** Whether a name is one of a file in the folder meant, and of no other. */
export function isFilename(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}
