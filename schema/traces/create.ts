import { ValidationError } from '../../server/errors.ts';
import { createTrace } from '../../server/traces/create.ts';
import { traceContent } from '../../server/traces/trace.ts';
import { builder } from '../builder.ts';
import { Trace, TurnRole } from './trace.ts';

const StepInput = builder.inputType('StepInput', {
  description: 'A step of reasoning.',
  fields: (t) => ({
    i: t.int({
      required: true,
      description: 'The number of the step: 0 or more, unique in its trace.',
    }),
    type: t.string({ required: true, description: 'What the step does; 1 to 64 characters.' }),
    content: t.string({
      required: true,
      description: 'The text of the step; 1 to 200,000 characters.',
    }),
  }),
});

const TurnInput = builder.inputType('TurnInput', {
  description: 'A turn before the prompt.',
  fields: (t) => ({
    role: t.field({ type: TurnRole, required: true, description: 'Who speaks.' }),
    content: t.string({ required: true, description: 'What is said; 1 to 200,000 characters.' }),
  }),
});

export const TraceInput = builder.inputType('TraceInput', {
  description: 'A reasoning trace. Lengths count Unicode code points.',
  fields: (t) => ({
    traceVersion: t.string({
      required: true,
      description: 'Version of the trace format, such as `1.0`; 1 to 64 characters.',
    }),
    prompt: t.string({
      required: true,
      description: 'What the model is asked; 1 to 200,000 characters.',
    }),
    finalAnswer: t.string({
      required: true,
      description: 'What the reasoning arrives at; 1 to 200,000 characters.',
    }),
    expectedAnswer: t.string({
      description: 'What the final answer should be, where that is known; 1 to 200,000 characters.',
    }),
    context: t.field({
      type: [TurnInput],
      description: 'At most 100 earlier turns; the prompt is the turn after them.',
    }),
    steps: t.field({
      type: [StepInput],
      required: true,
      description: 'At most 1,000 steps, kept in the order given; none for a mere question.',
    }),
    meta: t.field({ type: 'JSON', description: 'Free properties; any JSON object.' }),
  }),
});

builder.mutationFields((t) => ({
  createTrace: t.field({
    type: Trace,
    description: 'Stores a trace.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: TraceInput, required: true, description: 'The trace.' })
        .validate(traceContent),
    },
    resolve: (_root, { input }, { database, settings }) =>
      createTrace(database, {
        trace: input,
        maxBytes: settings.TRACE_MAX_BYTES,
      }),
  }),
}));
