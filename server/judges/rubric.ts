import { z } from 'zod';
import { CRITERIA } from '../scores/criteria.ts';
import { text } from '../traces/trace.ts';

const DESCRIPTION_LENGTH = 2_000;

const label = z.strictObject({ label: text(64), score: z.number() });

/** One thing that is judged: on a scale, or by one of some labels, each of which stands for a number. */
const criterion = z
  .strictObject({
    criteria: text(64),
    description: text(DESCRIPTION_LENGTH).nullish(),
    min: z.number().nullish(),
    max: z.number().nullish(),
    labels: z.array(label).min(2).max(20).nullish(),
  })
  .superRefine(({ criteria, min, max, labels }, context) => {
    const add = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (Object.hasOwn(CRITERIA, criteria))
      add('criteria', `Expected a criteria of your own, got ${criteria}, which a program scores`);
    if (labels ? min != null || max != null : min == null || max == null)
      add('labels', 'Expected either `min` and `max`, or `labels`');
    if (min != null && max != null && min >= max)
      add('min', `Expected \`min\` to be below \`max\`, got ${min} and ${max}`);
    const folded = labels?.map((each) => foldLabel(each.label)) ?? [];
    const twice = folded.find((each, index) => folded.indexOf(each) < index);
    if (twice !== undefined)
      add('labels', `Expected labels that differ by more than letter case, got ${twice} twice`);
  })
  .transform(
    ({ criteria, description, min, max, labels }): Criterion => ({
      criteria,
      description: description ?? null,
      scale: labels ? { labels } : { min: min ?? 0, max: max ?? 0 },
    }),
  );

export type Scale = { min: number; max: number } | { labels: { label: string; score: number }[] };

export type Criterion = { criteria: string; description: string | null; scale: Scale };

export const rubric = z
  .array(criterion)
  .min(1)
  .max(20)
  .refine(
    (list) => new Set(list.map(({ criteria }) => criteria)).size === list.length,
    'Expected every criteria once',
  );

/** A rubric as a prompt has it: a line for each criteria. */
export function describeRubric(criteria: Criterion[]): string {
  return criteria
    .map(({ criteria: name, description, scale }) => {
      const about = description === null ? '' : ` ${description}`;
      return `- ${name}:${about} (${describeScale(scale)})`;
    })
    .join('\n');
}

export function describeScale(scale: Scale): string {
  return 'labels' in scale
    ? `one of ${scale.labels.map(({ label: name }) => name).join(', ')}`
    : `a number from ${scale.min} to ${scale.max}`;
}

export function foldLabel(given: string): string {
  return given.normalize('NFC').trim().toLowerCase();
}
