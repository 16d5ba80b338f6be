import type { Scoring as ScoringRow } from '../../prisma/generated/sqlite/client.ts';
import {
  InvalidStateError,
  NotFoundError,
  ValidationError,
  VerifierUnavailableError,
} from '../../server/errors.ts';
import { DEFAULT_CRITERIA } from '../../server/scores/criteria.ts';
import { scoreTrace, scoreTraces, scoreTracesInput } from '../../server/scores/score.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';
import { Score } from './score.ts';
import { Scoring } from './scoring.ts';

const ScoreTraceInput = builder.inputType('ScoreTraceInput', {
  description: 'Which trace to judge, and by what.',
  fields: (t) => ({
    traceId: t.id({ required: true, description: 'Id of the trace.' }),
    criteria: t.string({
      required: true,
      defaultValue: DEFAULT_CRITERIA,
      description:
        'What to judge by: `baseline`, or `answer`, which is 1 where the final answer is the expected one, else 0.',
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
      description:
        'What to judge by: `baseline`, or `answer`, which is 1 where the final answer is the expected one, else 0.',
    }),
  }),
});

const ScoreTracesPayload = builder
  .objectRef<{ scoredCount: number; scoring: ScoringRow | null }>('ScoreTracesPayload')
  .implement({
    description: 'Traces were judged, or are being judged.',
    fields: (t) => ({
      scoredCount: t.exposeInt('scoredCount', { description: 'How many were judged at once.' }),
      scoring: t.expose('scoring', {
        type: Scoring,
        nullable: true,
        description: 'By `answer`: the work, which goes on after this; else null.',
      }),
    }),
  });

builder.mutationFields((t) => ({
  scoreTrace: t.field({
    type: Score,
    description: 'Judges a trace. Every call adds a score, and the newest counts.',
    errors: {
      types: [ValidationError, NotFoundError, InvalidStateError, VerifierUnavailableError],
    },
    args: {
      input: t.arg({ type: ScoreTraceInput, required: true, description: 'Which trace, by what.' }),
    },
    resolve: (_root, { input }, context) => scoreTrace(context, input),
  }),
  scoreTraces: t.field({
    type: ScoreTracesPayload,
    description:
      'Judges every trace that a filter passes: by `baseline` at once, by `answer` as a scoring that goes on.',
    errors: { types: [ValidationError, InvalidStateError, VerifierUnavailableError] },
    args: {
      input: t
        .arg({ type: ScoreTracesInput, required: true, description: 'Which traces, by what.' })
        .validate(scoreTracesInput),
    },
    resolve: (_root, { input }, context) => scoreTraces(context, input),
  }),
}));
