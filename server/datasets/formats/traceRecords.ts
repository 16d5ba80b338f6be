import { createdAtOf } from '../../traces/createdAt.ts';
import type { StoredTrace } from '../../traces/read.ts';
import type { Column } from './column.ts';
import { askedTurns, mergeTurns, renderResponse, renderTunixSft } from './turns.ts';

/** The formats of this project's own, which training and its predecessor read. */
export const OWN_FORMATS = ['trace', 'tunix_sft', 'training_example'] as const;
export type OwnFormat = (typeof OWN_FORMATS)[number];

/** What a dataset can be exported as to train on. */
export type TrainingFormat = Extract<OwnFormat, 'trace' | 'tunix_sft'>;

/** A trace as a line of a file. */
export function exportLine(format: OwnFormat, trace: StoredTrace): string {
  return `${JSON.stringify(OWN_RECORDS[format](trace))}\n`;
}

export const OWN_RECORDS: Record<OwnFormat, (trace: StoredTrace) => object> = {
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

const NEWER_COLUMNS: Column[] = [
  { name: 'expected_answer', type: 'text', isOptional: true },
  { name: 'context', type: 'messages', isOptional: true },
  { name: 'metadata', type: 'json' },
];

export const OWN_COLUMNS: Record<OwnFormat, Column[]> = {
  trace: [
    { name: 'id', type: 'text' },
    { name: 'prompts', type: 'text' },
    { name: 'trace_steps', type: 'texts' },
    { name: 'final_answer', type: 'text' },
    ...NEWER_COLUMNS,
  ],
  tunix_sft: [
    { name: 'id', type: 'text' },
    { name: 'prompts', type: 'text' },
    { name: 'turns', type: 'number', isOptional: true },
    { name: 'final_answer', type: 'text' },
    { name: 'metadata', type: 'json' },
  ],
  training_example: [
    { name: 'id', type: 'text' },
    { name: 'prompt', type: 'text' },
    { name: 'response', type: 'text' },
    ...NEWER_COLUMNS,
  ],
};

/** What a trace has beyond what all have. */
function newerParts({ expectedAnswer, context }: StoredTrace): object {
  return {
    ...(expectedAnswer === undefined ? {} : { expected_answer: expectedAnswer }),
    ...(context ? { context } : {}),
  };
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
