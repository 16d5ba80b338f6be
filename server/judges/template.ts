import type { Step, Turn } from '../traces/trace.ts';

/** What a template can name, and what stands there of a trace that lacks it. */
const PLACEHOLDERS = {
  prompt: 'what the trace asks',
  steps: 'its steps, numbered, a line each',
  answer: 'its final answer',
  expected: 'its expected answer',
  context: 'the turns before the prompt, each after its role',
  rubric: 'the criteria with their scales, a line each',
} as const;

type Placeholder = keyof typeof PLACEHOLDERS;

/** The placeholders in a sentence for whoever writes a template. */
export const PLACEHOLDER_LIST = Object.entries(PLACEHOLDERS)
  .map(([name, meaning]) => `\`{{${name}}}\` (${meaning})`)
  .join(', ');

const MISSING = '(none)';

export type JudgedTrace = {
  prompt: string;
  steps: Step[];
  finalAnswer: string;
  expectedAnswer: string | null;
  context: Turn[];
};

/** What is wrong with a template, in a sentence. */
export function templateProblem(template: string): string | undefined {
  for (const { 0: whole, 1: name = '', index } of template.matchAll(OPENING)) {
    const place = `at character ${index + 1}`;
    if (!whole.endsWith('}}'))
      return `Expected \`{{\` to begin a placeholder such as \`{{prompt}}\`, got none ${place}`;
    if (!Object.hasOwn(PLACEHOLDERS, name.trim()))
      return `Expected one of ${Object.keys(PLACEHOLDERS).join(', ')} in braces, got {{${name}}} ${place}`;
  }
  return undefined;
}

export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(OPENING)].map(([, name = '']) => name.trim());
}

/** Fills a template with a trace in one pass: what a trace holds is text, whatever it looks like. */
export function fillTemplate(
  template: string,
  { trace, rubric }: { trace: JudgedTrace; rubric: string },
): string {
  const values: Record<Placeholder, () => string> = {
    prompt: () => trace.prompt,
    steps: () => trace.steps.map(({ content }, index) => `${index + 1}. ${content}`).join('\n'),
    answer: () => trace.finalAnswer,
    expected: () => trace.expectedAnswer ?? '',
    context: () => trace.context.map(({ role, content }) => `${role}: ${content}`).join('\n'),
    rubric: () => rubric,
  };
  return template.replace(OPENING, (whole, name: string | undefined) => {
    const key = name?.trim();
    return isPlaceholder(key) ? values[key]() || MISSING : whole;
  });
}

function isPlaceholder(name: string | undefined): name is Placeholder {
  return name !== undefined && Object.hasOwn(PLACEHOLDERS, name);
}

// Two braces, and the name between them and two others where there is one.
const OPENING = /\{\{(?:([^{}]{0,64})\}\})?/g;
