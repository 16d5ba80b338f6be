import { NotFoundError, ValidationError } from '../server/errors.ts';
import { parse } from '../server/parse.ts';
import type { BaselineScore } from '../server/scores/baseline.ts';
import { type ComparedTrace, compareTraces } from '../server/scores/compare.ts';
import { scoreTrace, scoreTraces } from '../server/scores/score.ts';
import { traceFilter } from '../server/traces/filter.ts';
import { builder } from './builder.ts';
import { Trace, TraceFilter } from './traces/traces.ts';

const Score = builder.prismaObject('Score', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    criteria: t.exposeString('criteria'),
    score: t.exposeFloat('score'),
    details: t.expose('details', { type: 'JSON' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    isNewest: t.exposeBoolean('isNewest'),
    traceId: t.exposeID('traceId', { description: 'Id of the trace that was judged.' }),
    trace: t.relation('trace', { description: 'The trace that was judged.' }),
  }),
});

builder.prismaObjectFields('Trace', (t) => ({
  score: t.field({
    type: Score,
    nullable: true,
    description: 'The newest score by a criteria; null when there is none.',
    args: {
      criteria: t.arg.string({
        required: true,
        defaultValue: 'baseline',
        description: 'What the trace was judged by.',
      }),
    },
    select: ({ criteria }, _context, nestedSelection) => ({
      scores: nestedSelection({ where: { criteria, isNewest: true }, take: 1 }),
    }),
    resolve: ({ scores }) => scores[0] ?? null,
  }),
  scores: t.relation('scores', {
    description: 'Every score that the trace was ever given, the newest first; at most 100.',
    query: { orderBy: { id: 'desc' }, take: 100 },
  }),
}));

const ComputedScore = builder.objectRef<BaselineScore>('ComputedScore').implement({
  description: 'A baseline score as of now, whether or not it was ever stored.',
  fields: (t) => ({
    score: t.exposeFloat('score', { description: 'The verdict, 0 to 100.' }),
    details: t.expose('details', { type: 'JSON', description: 'What the number is made of.' }),
  }),
});

const ComparedTraceObject = builder.objectRef<ComparedTrace>('ComparedTrace').implement({
  description: 'One side of a comparison.',
  fields: (t) => ({
    trace: t.expose('trace', { type: Trace, description: 'The trace.' }),
    score: t.expose('score', { type: ComputedScore, description: 'Its baseline score.' }),
  }),
});

const TraceComparison = builder
  .objectRef<{ base: ComparedTrace; other: ComparedTrace }>('TraceComparison')
  .implement({
    description: 'Two traces side by side.',
    fields: (t) => ({
      base: t.expose('base', {
        type: ComparedTraceObject,
        description: 'The trace that is compared with.',
      }),
      other: t.expose('other', {
        type: ComparedTraceObject,
        description: 'The trace that is compared.',
      }),
    }),
  });

builder.queryField('compareTraces', (t) =>
  t.field({
    type: TraceComparison,
    description: 'Two traces side by side, each with its baseline score.',
    errors: { types: [NotFoundError] },
    args: {
      baseId: t.arg.id({ required: true, description: 'Id of the trace that is compared with.' }),
      otherId: t.arg.id({ required: true, description: 'Id of the trace that is compared.' }),
    },
    resolve: (_root, ids, { application }) => compareTraces(application.database, ids),
  }),
);

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
