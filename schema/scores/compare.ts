import { NotFoundError } from '../../server/errors.ts';
import type { BaselineScore } from '../../server/scores/baseline.ts';
import { compareTraces, type ScoredSide } from '../../server/scores/compare.ts';
import { builder } from '../builder.ts';
import { Trace } from '../traces/trace.ts';

const ComputedScore = builder.objectRef<BaselineScore>('ComputedScore').implement({
  description: 'A baseline score as of now, whether or not it was ever stored.',
  fields: (t) => ({
    score: t.exposeFloat('score', { description: 'The verdict, 0 to 100.' }),
    details: t.expose('details', { type: 'JSON', description: 'What the number is made of.' }),
  }),
});

const ComparedTraceObject = builder.objectRef<ScoredSide>('ComparedTrace').implement({
  description: 'One side of a comparison.',
  fields: (t) => ({
    trace: t.expose('trace', { type: Trace, description: 'The trace.' }),
    score: t.expose('score', { type: ComputedScore, description: 'Its baseline score.' }),
  }),
});

const TraceComparison = builder
  .objectRef<{ base: ScoredSide; other: ScoredSide }>('TraceComparison')
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
    resolve: (_root, ids, { database }) => compareTraces(database, ids),
  }),
);
