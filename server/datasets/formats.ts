import { createdAtOf } from '../traces/createdAt.ts';
import type { StoredTrace } from '../traces/read.ts';
import type { Turn } from '../traces/trace.ts';

/** What a dataset is exported as; one record a line. */
export const EXPORT_FORMATS = ['trace', 'tunix_sft', 'training_example'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a dataset can be exported as to train on. */
export type TrainingFormat = Extract<ExportFormat, 'trace' | 'tunix_sft'>;

/** The name of an export's file; what training reads is named as its dataset. */
export function exportFilename(stem: string, format: ExportFormat): string {
  return format === 'tunix_sft' ? `${stem}.jsonl` : `${stem}-${format}.jsonl`;
}

type Rendered = Pick<StoredTrace, 'prompt' | 'steps' | 'finalAnswer' | 'context'>;

export function exportLine(format: ExportFormat, trace: StoredTrace): string {
  return `${JSON.stringify(RECORDS[format](trace))}\n`;
}

/** The text that training sees of a trace: its turns, in Gemma's markers. */
function renderTunixSft(trace: Rendered): string {
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

const RECORDS: Record<ExportFormat, (trace: StoredTrace) => object> = {
  trace: (trace) => ({
    id: trace.id,
    prompts: trace.prompt,
    trace_steps: trace.steps.map(({ content }) => content),
    final_answer: trace.finalAnswer,
    ...newerParts(trace),
    metadata: metadata(trace),
  }),
  tunix_sft: (trace) => ({
    id: trace.id,
    prompts: renderTunixSft(trace),
    // More than two turns are told, so that a text which makes its own is known for what it is.
    ...(trace.context ? { turns: mergeTurns(askedTurns(trace)).length + 1 } : {}),
    final_answer: trace.finalAnswer,
    metadata: metadata(trace, { last: { format: 'tunix_sft' } }),
  }),
  training_example: (trace) => ({
    id: trace.id,
    prompt: `${trace.prompt}\n\nPlease show your reasoning steps.`,
    response: renderResponse(trace),
    ...newerParts(trace),
    metadata: metadata(trace, { first: { source_trace_id: trace.id } }),
  }),
};

/** What a trace has beyond what all have. */
function newerParts({ expectedAnswer, context }: StoredTrace): object {
  return {
    ...(expectedAnswer === undefined ? {} : { expected_answer: expectedAnswer }),
    ...(context ? { context } : {}),
  };
}

export function renderResponse(
  { steps, finalAnswer }: Pick<StoredTrace, 'steps' | 'finalAnswer'>,
  reasoning: ReasoningStyle = 'plain',
): string {
  if (reasoning === 'think') {
    return steps.length > 0
      ? `<think>\n${thoughtOf({ steps })}\n</think>\n\n${finalAnswer}`
      : finalAnswer;
  }
  const numbered = steps.map(({ content }, index) => `${index + 1}. ${content}\n`).join('');
  return `${numbered ? `Reasoning:\n${numbered}` : ''}Answer: ${finalAnswer}`;
}

/** The steps as a text of paragraphs. */
export function thoughtOf({ steps }: Pick<StoredTrace, 'steps'>): string {
  return steps.map(({ content }) => content).join('\n\n');
}

/** The record's own entries first, then the trace's meta, which never replaces one of them. */
function metadata(
  { id, traceVersion, meta }: StoredTrace,
  { first = {}, last = {} }: { first?: Record<string, string>; last?: Record<string, string> } = {},
) {
  const createdAt = createdAtOf(id).toISOString();
  const own = { ...first, created_at: createdAt, trace_version: traceVersion, ...last };
  return { ...own, ...meta, ...own };
}
