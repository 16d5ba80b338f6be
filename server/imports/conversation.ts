import type { JsonObject } from '../json.ts';
import { type DraftTurn, type TraceDraft, UnreadableRow } from './reader.ts';
import { splitSteps, takeReasoning } from './reasoning.ts';

/** A turn of a conversation, with what was thought before it was said. */
export type SpokenTurn = DraftTurn & { reasoning?: string; isCall?: boolean };

/** The trace of a conversation: the assistant's last turn is the answer, the user's last before it the prompt, and what
 * lies between, calls and what tools answered, are its steps. All that is earlier is context. */
export function draftOf(turns: readonly SpokenTurn[], meta: JsonObject): TraceDraft {
  const last = turns.at(-1);
  if (last?.role !== 'assistant') {
    throw new UnreadableRow(
      `Expected a conversation that ends with the assistant's turn, got ${last ? `one that ends with a turn of ${last.role}` : 'no turn'}`,
    );
  }
  const asked = turns.findLastIndex(({ role }) => role === 'user');
  const prompt = turns[asked];
  if (!prompt) throw new UnreadableRow("Expected a user's turn before the answer, got none");
  const { reasoning, answer, isTruncated } = thoughtOf(last);
  const steps = [...turns.slice(asked + 1, -1).flatMap(stepsOf), ...thinking(reasoning)];
  // What was cut off before its answer ends with the last that was thought.
  const finalAnswer = answer || (isTruncated ? steps.pop()?.content : '') || '';
  return {
    ...(asked > 0 ? { context: turns.slice(0, asked).map(asContext) } : {}),
    prompt: prompt.content,
    steps,
    finalAnswer,
    meta: isTruncated ? { ...meta, truncated: true } : meta,
  };
}

function thoughtOf({ content, reasoning }: SpokenTurn) {
  return reasoning === undefined
    ? takeReasoning(content)
    : { reasoning, answer: content.trim(), isTruncated: false };
}

function stepsOf(turn: SpokenTurn): TraceDraft['steps'] {
  const said = { type: typeOf(turn), content: turn.content };
  return [...thinking(turn.reasoning ?? ''), ...(turn.content.trim() === '' ? [] : [said])];
}

function typeOf({ role, isCall }: SpokenTurn): string {
  if (role === 'tool') return 'observation';
  return isCall ? 'tool_call' : 'say';
}

function thinking(reasoning: string): TraceDraft['steps'] {
  return splitSteps(reasoning).map((content) => ({ type: 'think', content }));
}

/** What was thought in an earlier turn stays in it, in its tags. */
function asContext({ role, content, reasoning }: SpokenTurn): DraftTurn {
  const said = reasoning ? `<think>\n${reasoning}\n</think>\n\n${content}` : content;
  return { role, content: said };
}
