import { DEFAULT_CRITERIA, newestBy } from '../../server/scores/criteria.ts';
import { builder } from '../builder.ts';

export const Score = builder.prismaObject('Score', {
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
        defaultValue: DEFAULT_CRITERIA,
        description: 'What the trace was judged by.',
      }),
    },
    select: ({ criteria }, _context, nestedSelection) => ({
      scores: nestedSelection(newestBy(criteria)),
    }),
    resolve: ({ scores }) => scores[0] ?? null,
  }),
  scores: t.relation('scores', {
    description: 'Every score that the trace was ever given, the newest first; at most 100.',
    query: { orderBy: { id: 'desc' }, take: 100 },
  }),
}));
