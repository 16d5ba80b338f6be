import { builder } from '../builder.ts';
import { costOfPage, NEWEST_FIRST } from '../list.ts';

builder.queryFields((t) => ({
  judgeJobs: t.prismaConnection(
    {
      type: 'JudgeJob',
      cursor: 'id',
      description: 'Jobs of all judges, the newest first; at most 100 a page.',
      complexity: costOfPage,
      totalCount: (_root, _args, { database }) => database.prisma.judgeJob.count(),
      resolve: (query, _root, _args, { database }) =>
        database.prisma.judgeJob.findMany({ ...query, orderBy: { id: 'desc' } }),
    },
    { name: 'QueryJudgeJobsConnection', description: 'A page of jobs.' },
    { name: 'QueryJudgeJobsConnectionEdge', description: 'A job and its place in the list.' },
  ),
}));

builder.prismaObjectFields('Judge', (t) => ({
  jobs: t.relatedConnection('jobs', {
    ...NEWEST_FIRST,
    description: 'Jobs of this version, the newest first.',
  }),
}));
