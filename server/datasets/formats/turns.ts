import { BETWEEN_STEPS, THINK_END, THINK_START } from '../../thought.ts';
import type { StoredTrace } from '../../traces/read.ts';
import type { Turn } from '../../traces/trace.ts';

type Rendered = Pick<StoredTrace, 'prompt' | 'steps' | 'finalAnswer' | 'context'>;

/** The text that training sees of a trace: its turns, in Gemma's markers. */
export function renderTunixSft(trace: Rendered): string {
  const { before, trained } = renderTurns(trace);
  return before + trained;
}

/** How steps are written: as numbered lines, or as paragraphs between tags. */
export type ReasoningStyle = 'plain' | 'think';

/** The same in two parts: what is asked, and what training learns to answer. */
export function renderTurns(
  trace: Rendered,
  reasoning: ReasoningStyle = 'plain',
): { before: string; trained: string } {
  const asked = mergeTurns(askedTurns(trace)).map(
    ({ role, content }) =>
      `${TURN_START}${role === 'assistant' ? 'model' : role}\n${content}${TURN_END}\n`,
  );
  return {
    before: `${asked.join('')}${TURN_START}model\n`,
    trained: `${renderResponse(trace, reasoning)}${TURN_END}`,
  };
}

/** The turns up to the prompt, which is the last. */
export function askedTurns({ context = [], prompt }: Pick<Rendered, 'context' | 'prompt'>): Turn[] {
  return [...context, { role: 'user', content: prompt }];
}

/** Turns of a user and an assistant by turns, for models that know no system and no tools: what these say, the user
 * does; and what stands in a row is one turn. */
export function mergeTurns(turns: Turn[]): Turn[] {
  const merged: Turn[] = [];
  for (const { role: speaker, content } of turns) {
    const role = speaker === 'assistant' ? 'assistant' : 'user';
    const last = merged.at(-1);
    if (last?.role === role) last.content += `\n\n${content}`;
    else merged.push({ role, content });
  }
  return merged;
}

/** Whether a trace's own text holds a turn's marker, so that its rendering would have turns of its making. */
export function forgesTurn({ context = [], prompt, steps, finalAnswer }: Rendered): boolean {
  return [prompt, finalAnswer, ...[...steps, ...context].map(({ content }) => content)].some(
    (text) => text.includes(TURN_START) || text.includes(TURN_END),
  );
}

export const TURN_START = '<start_of_turn>';
export const TURN_END = '<end_of_turn>';

export function renderResponse(
  { steps, finalAnswer }: Pick<StoredTrace, 'steps' | 'finalAnswer'>,
  reasoning: ReasoningStyle = 'plain',
): string {
  if (reasoning === 'think') {
    const thought = steps.length > 0 ? `${THINK_START}${thoughtOf({ steps })}${THINK_END}` : '';
    return `${thought}${finalAnswer}`;
  }
  const numbered = steps.map(({ content }, index) => `${index + 1}. ${content}\n`).join('');
  return `${numbered ? `Reasoning:\n${numbered}` : ''}Answer: ${finalAnswer}`;
}

/** The steps as a text of paragraphs. */
export function thoughtOf({ steps }: Pick<StoredTrace, 'steps'>): string {
  return steps.map(({ content }) => content).join(BETWEEN_STEPS);
}
