import { z } from 'zod';
import { GIVEN } from '../scores/given.ts';
import { traceFilter } from '../traces/filter.ts';
import { text } from '../traces/trace.ts';

const REVIEW_KINDS = ['TRACE', 'STEP', 'PAIR'] as const;
const REVIEW_ORDERS = ['RANDOM', 'NEWEST', 'OLDEST'] as const;

/** As many as there are digits to choose by. */
const MOST_LABELS = 9;
const WIDEST_RANGE = 1_000;

/** What can be chosen: labels, each with its score, or the whole numbers from one to another. */
export type Scale = { labels: { label: string; score: number }[] } | { min: number; max: number };

export const reviewer = text(64);

/** What a review is to be: which traces, judged by what. */
export const reviewDefinition = z
  .strictObject({
    name: text(128),
    filter: traceFilter.nullish(),
    kind: z.enum(REVIEW_KINDS),
    criteria: GIVEN.criteria,
    labels: z
      .array(z.strictObject({ label: text(64), score: z.number() }))
      .min(2)
      .max(MOST_LABELS)
      .refine(
        (labels) => new Set(labels.map(({ label }) => label)).size === labels.length,
        'Expected every label once',
      )
      .nullish(),
    range: z
      .strictObject({ min: z.int(), max: z.int() })
      .refine(
        ({ min, max }) => min < max && max - min <= WIDEST_RANGE,
        `Expected \`min\` to be below \`max\`, by at most ${WIDEST_RANGE}`,
      )
      .nullish(),
    order: z.enum(REVIEW_ORDERS),
    seed: z.int().min(0).max(2_147_483_647),
    limit: z.int().min(1).max(10_000),
  })
  .superRefine(({ kind, labels, range }, context) => {
    const given = [labels, range].filter((scale) => scale != null).length;
    const expected = kind === 'PAIR' ? 0 : 1;
    if (given === expected) return;
    const message =
      kind === 'PAIR'
        ? 'Expected neither `labels` nor `range` for pairs: one is better, or neither'
        : `Expected either \`labels\` or \`range\`, got ${given === 0 ? 'none' : 'both'}`;
    context.addIssue({ code: 'custom', path: ['labels'], message });
  });

export type ReviewDefinition = z.output<typeof reviewDefinition>;
