import { InvalidStateError, NotFoundError } from '../../server/errors.ts';
import { listScorings } from '../../server/scores/answer/list.ts';
import { type FailedRow, failedRowsOf } from '../../server/scores/answer/stored.ts';
import { builder } from '../builder.ts';

const ScoringStatus = builder.enumType('ScoringStatus', {
  description: 'Where a scoring stands.',
  values: {
    RUNNING: { description: 'At work.' },
    COMPLETED: { description: 'Every trace has been looked at.' },
    FAILED: {
      description: 'Stopped before its end; the message says why. What was scored stays.',
    },
    CANCELLED: { description: 'Stopped on request. What was scored stays.' },
  },
});

const ScoringError = builder.objectRef<FailedRow>('ScoringError').implement({
  description: 'A trace whose answer got no verdict.',
  fields: (t) => ({
    traceId: t.exposeID('traceId', { description: 'Id of the trace.' }),
    message: t.exposeString('message', { description: 'Why.' }),
  }),
});

export const Scoring = builder.prismaObject('Scoring', {
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    filter: t.expose('filter', { type: 'JSON' }),
    status: t.expose('status', { type: ScoringStatus }),
    message: t.exposeString('message'),
    traceCount: t.exposeInt('traceCount'),
    leftOutCount: t.exposeInt('leftOutCount'),
    correctCount: t.exposeInt('correctCount'),
    wrongCount: t.exposeInt('wrongCount'),
    noAnswerCount: t.exposeInt('noAnswerCount'),
    cutOffCount: t.exposeInt('cutOffCount'),
    errorCount: t.exposeInt('errorCount'),
    errors: t.field({
      type: [ScoringError],
      description: 'The first hundred traces that got no verdict, and why.',
      resolve: failedRowsOf,
    }),
  }),
});

builder.queryFields((t) => ({
  scoring: t.prismaField({
    type: 'Scoring',
    nullable: true,
    description: 'The scoring of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the scoring.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.scoring.findUnique({ ...query, where: { id } }),
  }),
  scorings: t.field({
    type: [Scoring],
    description: 'The twenty newest scorings by `answer`, those at work among them, newest first.',
    resolve: (_root, _args, { database }) => listScorings(database),
  }),
}));

builder.mutationField('cancelScoring', (t) =>
  t.field({
    type: Scoring,
    description: 'Stops a scoring that is at work. What was scored stays.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { id: t.arg.id({ required: true, description: 'Id of the scoring.' }) },
    resolve: (_root, { id }, { scorings }) => scorings.cancel(id),
  }),
);
