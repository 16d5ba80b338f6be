import type { JudgeDefinition } from './definition.ts';
import { describeRubric } from './rubric.ts';
import { fillTemplate, type JudgedTrace } from './template.ts';

export type Message = { role: 'system' | 'user'; content: string };

/** What a judge says to its model about a trace. */
export function messagesFor(
  { system, prompt, rubric }: Pick<JudgeDefinition, 'system' | 'prompt' | 'rubric'>,
  trace: JudgedTrace,
): Message[] {
  const filled = (template: string) =>
    fillTemplate(template, { trace, rubric: describeRubric(rubric) });
  return [
    ...(system === null ? [] : [{ role: 'system' as const, content: filled(system) }]),
    { role: 'user', content: filled(prompt) },
  ];
}

/** The body of a judge's request; a parameter that is null leaves out what would be there. */
export function requestFor(judge: JudgeDefinition, trace: JudgedTrace): object {
  const body = {
    model: judge.model,
    messages: messagesFor(judge, trace),
    ...(judge.temperature === null ? {} : { temperature: judge.temperature }),
    max_tokens: judge.maxTokens,
    ...judge.parameters,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** About how many tokens messages have: a quarter of their characters, and a few for each turn. */
export function estimateTokens(messages: Message[]): number {
  return messages.reduce((sum, { content }) => sum + Math.ceil(content.length / 4) + 4, 0);
}
