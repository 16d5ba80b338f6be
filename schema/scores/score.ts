import { DEFAULT_CRITERIA, newestBy } from '../../server/scores/criteria.ts';
import { WHOLE_TRACE } from '../../server/traces/newestScore.ts';
import { builder } from '../builder.ts';

const ScoreSourceEnum = builder.enumType('ScoreSource', {
  description: 'Who gave a score.',
  values: {
    PROGRAM: { description: "A rule: this project's own, or a program that added it." },
    PERSON: { description: 'Someone who read the trace.' },
    JUDGE: { description: 'A language model that was asked.' },
    IMPORT: { description: 'The file that the trace was imported from.' },
  },
});

export const Score = builder.prismaObject('Score', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    criteria: t.exposeString('criteria'),
    step: t.int({
      nullable: true,
      description: 'The step that was judged, from 0; null where the whole trace was.',
      select: { step: true },
      resolve: ({ step }) => (step === WHOLE_TRACE ? null : step),
    }),
    score: t.exposeFloat('score'),
    label: t.exposeString('label', { nullable: true }),
    explanation: t.exposeString('explanation', { nullable: true }),
    source: t.expose('source', { type: ScoreSourceEnum }),
    judge: t.exposeString('judge'),
    version: t.exposeString('version', { nullable: true }),
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
    description: 'The newest score of the whole trace by a criteria; null when there is none.',
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
    description:
      'Every score that the trace and its steps were ever given, the newest first; at most 100.',
    query: { orderBy: { id: 'desc' }, take: 100 },
  }),
}));
