import type { TraceDraft } from './reader.ts';

/** A draft in the JSON form of a trace, not yet checked. */
export function toTraceForm(draft: TraceDraft): object {
  const { traceVersion = '1.0', prompt, finalAnswer, expectedAnswer, context, steps, meta } = draft;
  return {
    trace_version: traceVersion,
    prompt,
    final_answer: finalAnswer,
    expected_answer: expectedAnswer,
    context,
    steps: steps.map((step, i) => ({ i, ...step })),
    meta: Object.keys(meta).length > 0 ? meta : undefined,
  };
}
