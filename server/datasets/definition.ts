import { z } from 'zod';
import { DEEPEST_JSON, nestingProblem } from '../json.ts';
import { metaPath, traceFilter } from '../traces/filter.ts';
import { text, valueIssues } from '../traces/trace.ts';
import { duplicateRule } from './duplicates/rule.ts';
import { keyPart } from './keyPart.ts';
import { MOST_ROWS, USUAL_ROWS } from './limits.ts';
import { pairingRule } from './pairing.ts';
import { splitRule } from './split.ts';

export const DATASET_SCHEMA_VERSION = '1.0';

export const DATASET_KINDS = ['TRACES', 'PAIRS'] as const;

export const SELECTION_STRATEGIES = ['LATEST', 'RANDOM', 'STRATIFIED'] as const;

const MOST_ADDED = 10_000;

const parts = z.strictObject({
  name: keyPart(128),
  version: keyPart(64),
  kind: z
    .enum(DATASET_KINDS)
    .nullish()
    .transform((value) => value ?? 'TRACES'),
  filter: traceFilter.nullish(),
  limit: z.int().min(1).max(MOST_ROWS).nullish(),
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
  pairing: pairingRule.nullish(),
  fromParent: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  addTraceIds: z.array(z.string()).min(1).max(MOST_ADDED).nullish(),
  duplicates: duplicateRule.nullish(),
  split: splitRule.nullish(),
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
});

/** What a dataset is to be: its name, and how its rows are chosen. */
export const datasetDefinition = parts
  .superRefine((definition, context) => {
    for (const [name, message] of problemsOf(definition)) {
      context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .transform(({ limit, ...definition }) => ({
    ...definition,
    limit: limit ?? (definition.fromParent ? MOST_ROWS : USUAL_ROWS),
  }));

export type DatasetDefinition = z.output<typeof datasetDefinition>;

/** What the parts of a definition ask of one another, each with the field that is wrong. */
function* problemsOf(
  definition: z.output<typeof parts>,
): Generator<[name: keyof z.output<typeof parts>, message: string]> {
  const { kind, strategy, seed, stratifyBy } = definition;
  if (strategy !== 'LATEST' && seed == null) {
    yield [
      'seed',
      `Expected a \`seed\` with ${strategy}, so that the selection can be repeated, got nothing`,
    ];
  }
  if (strategy === 'STRATIFIED' && stratifyBy == null) {
    yield [
      'stratifyBy',
      'Expected `stratifyBy` with STRATIFIED: a path into meta, or `score:` or `label:` and a criteria, got nothing',
    ];
  }
  if (strategy !== 'STRATIFIED' && stratifyBy != null) {
    yield ['stratifyBy', `Expected no \`stratifyBy\` with ${strategy}; it belongs to STRATIFIED`];
  }
  if (definition.fromParent && definition.parentDatasetKey == null) {
    yield ['parentDatasetKey', 'Expected `parentDatasetKey` with `fromParent`, got nothing'];
  }
  if (kind === 'PAIRS') yield* problemsOfPairs(definition);
  else if (definition.pairing) {
    yield ['pairing', 'Expected no `pairing` with TRACES; it belongs to PAIRS'];
  }
}

function* problemsOfPairs({
  pairing,
  strategy,
  split,
  ...others
}: z.output<typeof parts>): ReturnType<typeof problemsOf> {
  if (!pairing) {
    yield [
      'pairing',
      'Expected `pairing` with PAIRS: the criteria that pairs are made by, got nothing',
    ];
  }
  if (strategy === 'STRATIFIED') {
    yield ['strategy', 'Expected LATEST or RANDOM with PAIRS, got STRATIFIED'];
  }
  for (const name of ['duplicates', 'addTraceIds'] as const) {
    if (others[name]) yield [name, `Expected no \`${name}\` with PAIRS; it belongs to TRACES`];
  }
  if (split && split.groupBy !== null) {
    yield ['split', 'Expected no `groupBy` with PAIRS: those of one question stay together'];
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
