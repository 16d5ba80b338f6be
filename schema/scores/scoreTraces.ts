import { NotFoundError, ValidationError } from '../../server/errors.ts';
import { parse } from '../../server/parse.ts';
import { scoreTrace, scoreTraces } from '../../server/scores/score.ts';
import { traceFilter } from '../../server/traces/filter.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';

const ScoreTraceInput = builder.inputType('ScoreTraceInput', {
  description: 'Which trace to judge, and by what.',
  fields: (t) => ({
    traceId: t.id({ required: true, description: 'Id of the trace.' }),
    criteria: t.string({
      required: true,
      defaultValue: 'baseline',
      description: 'What to judge by: `baseline`.',
    }),
  }),
});

const ScoreTracesInput = builder.inputType('ScoreTracesInput', {
  description: 'Which traces to judge, and by what.',
  fields: (t) => ({
    filter: t.field({ type: TraceFilter, description: 'Which traces are meant; all without it.' }),
    criteria: t.string({
      required: true,
      defaultValue: 'baseline',
      description: 'What to judge by: `baseline`.',
    }),
  }),
});

const ScoreTracesPayload = builder
  .objectRef<{ scoredCount: number }>('ScoreTracesPayload')
  .implement({
    description: 'Traces were judged.',
    fields: (t) => ({ scoredCount: t.exposeInt('scoredCount', { description: 'How many.' }) }),
  });

builder.mutationFields((t) => ({
  scoreTrace: t.prismaField({
    type: 'Score',
    description: 'Judges a trace. Every call adds a score, and the newest counts.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t.arg({ type: ScoreTraceInput, required: true, description: 'Which trace, by what.' }),
    },
    resolve: (_query, _root, { input }, { application }) => scoreTrace(application.database, input),
  }),
  scoreTraces: t.field({
    type: ScoreTracesPayload,
    description: 'Judges every trace that a filter passes.',
    errors: { types: [ValidationError] },
    args: {
      input: t.arg({
        type: ScoreTracesInput,
        required: true,
        description: 'Which traces, by what.',
      }),
    },
    resolve: async (_root, { input }, { application }) => ({
      scoredCount: await scoreTraces(application.database, {
        criteria: input.criteria,
        filter: parse(traceFilter.nullish(), input.filter, ['input', 'filter']),
      }),
    }),
  }),
}));
