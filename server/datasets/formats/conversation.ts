import type { StoredTrace } from '../../traces/read.ts';
import { codePointLength } from '../../traces/trace.ts';
import type { Column, ColumnType } from './column.ts';
import { askedTurns, renderResponse, thoughtOf } from './turns.ts';

/** Where the reasoning of an answer stands: in a field beside its content, or in tags before it. */
export const REASONING_PLACES = ['reasoning_content', 'think'] as const;
export type ReasoningPlace = (typeof REASONING_PLACES)[number];

export type Message = { role: string; content: string; reasoning_content?: string };

/** The turns up to where the model is to speak. */
export function askedMessages(trace: Pick<StoredTrace, 'context' | 'prompt'>): Message[] {
  return askedTurns(trace).map(({ role, content }) => ({ role, content }));
}

/** The model's turn. Its steps are paragraphs of its reasoning. */
export function answerMessage(
  trace: Pick<StoredTrace, 'steps' | 'finalAnswer'>,
  place: ReasoningPlace,
): Message {
  if (place === 'think') return { role: 'assistant', content: renderResponse(trace, 'think') };
  // Also where there is none: what reads a file decides by its first rows what the others hold.
  return { role: 'assistant', content: trace.finalAnswer, reasoning_content: thoughtOf(trace) };
}

/** Whether a trace's own text would end its reasoning early, or begin another one. */
export function forgesThought({ steps, finalAnswer }: StoredTrace, place: ReasoningPlace): boolean {
  if (place !== 'think') return false;
  return [finalAnswer, ...steps.map(({ content }) => content)].some((text) =>
    /<\/?think>/.test(text),
  );
}

export function answerColumn(name: string, place: ReasoningPlace): Column {
  const type: ColumnType = place === 'think' ? 'messages' : 'thoughtMessages';
  return { name, type };
}

/** What else is known of a trace, so that it can be found and made again; each a text, since in a table all values of a
 * column have one type. */
export function originOf(trace: StoredTrace): { id: string; meta: string; trace: string } {
  const { id, meta = null, traceVersion, expectedAnswer, steps } = trace;
  const rest = {
    trace_version: traceVersion,
    ...(expectedAnswer === undefined ? {} : { expected_answer: expectedAnswer }),
    steps: steps.map(({ i, type, content }) => ({ i, type, length: codePointLength(content) })),
  };
  return { id, meta: JSON.stringify(meta), trace: JSON.stringify(rest) };
}

export const ORIGIN_COLUMNS: Column[] = [
  { name: 'id', type: 'text' },
  { name: 'meta', type: 'text' },
  { name: 'trace', type: 'text' },
];
