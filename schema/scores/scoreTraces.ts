import { NotFoundError, ValidationError } from '../../server/errors.ts';
import { DEFAULT_CRITERIA } from '../../server/scores/criteria.ts';
import { scoreTrace, scoreTraces, scoreTracesInput } from '../../server/scores/score.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';
import { Score } from './score.ts';

const ScoreTraceInput = builder.inputType('ScoreTraceInput', {
  description: 'Which trace to judge, and by what.',
  fields: (t) => ({
    traceId: t.id({ required: true, description: 'Id of the trace.' }),
    criteria: t.string({
      required: true,
      defaultValue: DEFAULT_CRITERIA,
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
      defaultValue: DEFAULT_CRITERIA,
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
  scoreTrace: t.field({
    type: Score,
    description: 'Judges a trace. Every call adds a score, and the newest counts.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t.arg({ type: ScoreTraceInput, required: true, description: 'Which trace, by what.' }),
    },
    resolve: (_root, { input }, { database }) => scoreTrace(database, input),
  }),
  scoreTraces: t.field({
    type: ScoreTracesPayload,
    description: 'Judges every trace that a filter passes.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: ScoreTracesInput, required: true, description: 'Which traces, by what.' })
        .validate(scoreTracesInput),
    },
    resolve: async (_root, { input }, { database }) => ({
      scoredCount: await scoreTraces(database, input),
    }),
  }),
}));
