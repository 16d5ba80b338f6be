import { z } from 'zod';
import { DEEPEST_JSON, nestingProblem } from '../json.ts';
import { metaPath, traceFilter } from '../traces/filter.ts';
import { text, valueIssues } from '../traces/trace.ts';

export const DATASET_SCHEMA_VERSION = '1.0';

export const SELECTION_STRATEGIES = ['LATEST', 'RANDOM', 'STRATIFIED'] as const;

/** What a dataset is to be: its name, and how its traces are chosen. */
export const datasetDefinition = z
  .strictObject({
    name: keyPart(128),
    version: keyPart(64),
    filter: traceFilter.nullish(),
    limit: z
      .int()
      .min(1)
      .max(100_000)
      .nullish()
      .transform((value) => value ?? 100),
    strategy: z
      .enum(SELECTION_STRATEGIES)
      .nullish()
      .transform((value) => value ?? 'LATEST'),
    seed: z.int().nullish(),
    stratifyBy: text(256)
      .refine(
        (value) => metaPath.safeParse(value).success && !/^(score|label):$/.test(value),
        'Expected keys of meta with dots between them, such as `task.kind`, or `score:` or `label:` and a criteria',
      )
      .nullish(),
    sessionId: text(128).nullish(),
    parentDatasetKey: z.string().nullish(),
    trainingRunId: text(128).nullish(),
    provenance: z
      .custom<Record<string, unknown>>(isObject, 'Expected `provenance` to be a JSON object')
      .superRefine((value, context) => {
        const message = nestingProblem(value);
        const issues = message ? [{ message }] : valueIssues(value, DEEPEST_JSON);
        for (const issue of issues) context.addIssue({ code: 'custom', ...issue });
      })
      .nullish(),
  })
  .superRefine(({ strategy, seed, stratifyBy }, context) => {
    const add = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (strategy !== 'LATEST' && seed == null) {
      add(
        'seed',
        `Expected a \`seed\` with ${strategy}, so that the selection can be repeated, got nothing`,
      );
    }
    if (strategy === 'STRATIFIED' && stratifyBy == null) {
      add(
        'stratifyBy',
        'Expected `stratifyBy` with STRATIFIED: a path into meta, or `score:` or `label:` and a criteria, got nothing',
      );
    }
    if (strategy !== 'STRATIFIED' && stratifyBy != null) {
      add('stratifyBy', `Expected no \`stratifyBy\` with ${strategy}; it belongs to STRATIFIED`);
    }
  });

export type DatasetDefinition = z.output<typeof datasetDefinition>;

function keyPart(maximum: number) {
  return z
    .string()
    .max(maximum, `Expected at most ${maximum} characters`)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9._])?$/, {
      error: ({ input }) =>
        `Expected letters, digits and . _ - only, a letter or digit first and no - last, got ${JSON.stringify(input)}`,
    });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
