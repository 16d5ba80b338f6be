import { watchJob } from '../../server/judges/jobs/watch.ts';
import { builder } from '../builder.ts';

builder.subscriptionField('judgeJobUpdated', (t) =>
  t.prismaField({
    type: 'JudgeJob',
    description: 'A job as it is now, then each change, until it has ended.',
    args: { id: t.arg.id({ required: true, description: 'Id of the job.' }) },
    subscribe: (_root, { id }, { judges }) => watchJob(judges, id),
    resolve: (query, jobId: string, _args, { database }) =>
      database.prisma.judgeJob.findUniqueOrThrow({ ...query, where: { id: jobId } }),
  }),
);
