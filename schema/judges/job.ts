import { storedVerdicts } from '../../server/judges/jobs/verdicts.ts';
import { builder } from '../builder.ts';
import { costOfPage } from '../list.ts';
import { ErrorCause, JudgeOutcome } from './outcome.ts';
import { VerdictObject } from './preview.ts';

const JudgeJobStatus = builder.enumType('JudgeJobStatus', {
  description: "Where a judge's job stands.",
  values: {
    PENDING: { description: 'Waiting for its turn.' },
    RUNNING: { description: 'At work.' },
    COMPLETED: { description: 'Every trace has its outcome.' },
    FAILED: {
      description:
        'Stopped, because what went wrong would go wrong with every trace; the message says what.',
    },
    CANCELLED: { description: 'Stopped on request.' },
  },
});

builder.prismaObject('JudgeItem', {
  select: { jobId: true, position: true },
  fields: (t) => ({
    position: t.exposeInt('position'),
    traceId: t.exposeID('traceId', {
      nullable: true,
      description: 'Id of the trace; null when it was deleted.',
    }),
    trace: t.relation('trace', {
      nullable: true,
      description: 'The trace; null when it was deleted.',
    }),
    outcome: t.expose('outcome', { type: JudgeOutcome, nullable: true }),
    cause: t.expose('cause', { type: ErrorCause, nullable: true }),
    reason: t.exposeString('reason', { nullable: true }),
    answer: t.exposeString('answer', { nullable: true }),
    verdicts: t.field({
      type: [VerdictObject],
      description: 'The verdicts that were read from the answer.',
      select: { verdicts: true },
      resolve: storedVerdicts,
    }),
    attempts: t.exposeInt('attempts'),
    promptTokens: t.exposeInt('promptTokens', { nullable: true }),
    completionTokens: t.exposeInt('completionTokens', { nullable: true }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
  }),
});

export const JudgeJob = builder.prismaObject('JudgeJob', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    judge: t.relation('judge', { description: 'The version of the judge that is asked.' }),
    status: t.expose('status', { type: JudgeJobStatus, description: 'Where it stands.' }),
    message: t.exposeString('message'),
    filter: t.expose('filter', { type: 'JSON' }),
    concurrency: t.exposeInt('concurrency'),
    itemCount: t.exposeInt('itemCount'),
    scoredCount: t.exposeInt('scoredCount'),
    refusedCount: t.exposeInt('refusedCount'),
    unparseableCount: t.exposeInt('unparseableCount'),
    errorCount: t.exposeInt('errorCount'),
    estimatedPromptTokens: t.expose('estimatedPromptTokens', { type: 'BigInt' }),
    promptTokens: t.expose('promptTokens', { type: 'BigInt' }),
    completionTokens: t.expose('completionTokens', { type: 'BigInt' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    items: t.relatedConnection('items', {
      cursor: 'jobId_position',
      description: 'Its traces, in the order in which they are asked about.',
      args: {
        outcome: t.arg({ type: JudgeOutcome, description: 'Only those of this outcome.' }),
        cause: t.arg({ type: ErrorCause, description: 'Only errors of this cause.' }),
      },
      query: ({ outcome, cause }) => ({
        where: { ...(outcome == null ? {} : { outcome }), ...(cause == null ? {} : { cause }) },
        orderBy: { position: 'asc' },
      }),
      complexity: costOfPage,
    }),
  }),
});

builder.queryFields((t) => ({
  judgeJob: t.prismaField({
    type: 'JudgeJob',
    nullable: true,
    description: 'The job of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the job.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.judgeJob.findUnique({ ...query, where: { id } }),
  }),
}));
