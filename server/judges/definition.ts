import { z } from 'zod';
import type { Judge } from '../../prisma/generated/sqlite/client.ts';
import { text, valueIssues } from '../traces/trace.ts';
import { patternProblem } from './answers/pattern.ts';
import { rubric } from './rubric.ts';
import { placeholdersOf, templateProblem } from './template.ts';

export const JUDGE_LIMITS = { name: 64, template: 100_000, maxTokens: 131_072 } as const;

const template = text(JUDGE_LIMITS.template).superRefine((value, context) => {
  const message = templateProblem(value);
  if (message) context.addIssue({ code: 'custom', message });
});

const RESERVED = ['model', 'messages', 'stream', 'n'];

const parameters = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  for (const issue of valueIssues(value, 16)) context.addIssue({ code: 'custom', ...issue });
  for (const name of RESERVED) {
    if (!Object.hasOwn(value, name)) continue;
    const message = `Expected no \`${name}\`, which the judge itself decides`;
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

const parser = z
  .strictObject({
    kind: z.enum(['JSON', 'LABEL', 'NUMBER', 'REGEX']),
    field: text(256).nullish(),
    explanationField: text(256).nullish(),
    pattern: text(1_000).nullish(),
  })
  .transform(({ kind, field, explanationField, pattern }) => ({
    kind,
    field: field ?? null,
    explanationField: explanationField ?? null,
    pattern: pattern ?? null,
  }));

export type AnswerParser = z.output<typeof parser>;

/** Everything that makes a judge's verdicts. */
export const judgeInput = z
  .strictObject({
    name: text(JUDGE_LIMITS.name).regex(
      /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u,
      'Expected a name of letters, digits, spaces and . _ - that begins with a letter or digit',
    ),
    model: text(256),
    system: template.nullish().transform((given) => given ?? null),
    prompt: template,
    temperature: z
      .number()
      .min(0)
      .max(2)
      .nullish()
      .transform((given) => given ?? null),
    maxTokens: z.int().min(1).max(JUDGE_LIMITS.maxTokens),
    parameters: parameters.nullish().transform((given) => given ?? {}),
    rubric,
    parser,
  })
  .superRefine(({ system, prompt, rubric: criteria, parser: reading }, context) => {
    const add = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const named = [...placeholdersOf(system ?? ''), ...placeholdersOf(prompt)];
    if (!templateProblem(prompt) && !named.includes('answer') && !named.includes('steps'))
      add(
        ['prompt'],
        'Expected `{{answer}}` or `{{steps}}` in the prompt: without them there is nothing to judge',
      );
    const [first, ...others] = criteria;
    const { kind, field, pattern, explanationField } = reading;
    if (others.length > 0 && (kind === 'LABEL' || kind === 'NUMBER' || field !== null))
      add(
        ['parser', field === null ? 'kind' : 'field'],
        `Expected a rubric of one criteria, got ${criteria.length}: read several by JSON or REGEX, each under its own name`,
      );
    if (kind === 'LABEL' && first && !('labels' in first.scale))
      add(['parser', 'kind'], 'Expected a criteria with labels, got one with a scale');
    if (kind === 'NUMBER' && first && 'labels' in first.scale)
      add(['parser', 'kind'], 'Expected a criteria with a scale, got one with labels');
    if (kind !== 'JSON' && (field !== null || explanationField !== null))
      add(['parser', 'field'], `Expected no field beside ${kind}, which reads no JSON`);
    if ((kind === 'REGEX') !== (pattern !== null))
      add(
        ['parser', 'pattern'],
        kind === 'REGEX'
          ? 'Expected a pattern, but it is missing'
          : `Expected no pattern beside ${kind}`,
      );
    if (pattern !== null) {
      const problem = patternProblem(
        pattern,
        criteria.map((each) => each.criteria),
      );
      if (problem) add(['parser', 'pattern'], problem);
    }
  });

export type JudgeDefinition = z.output<typeof judgeInput>;

/** What a stored judge is made of: its columns hold what was validated. */
export function definitionOf(judge: Judge): JudgeDefinition {
  const { name, model, system, prompt, temperature, maxTokens } = judge;
  return {
    ...{ name, model, system, prompt, temperature, maxTokens },
    parameters: parameters.parse(judge.parameters),
    rubric: storedRubric.parse(judge.rubric),
    parser: parser.parse(judge.parser),
  };
}

const storedRubric = z.array(
  z.object({
    criteria: z.string(),
    description: z.string().nullable(),
    scale: z.union([
      z.object({ min: z.number(), max: z.number() }),
      z.object({ labels: z.array(z.object({ label: z.string(), score: z.number() })) }),
    ]),
  }),
);
