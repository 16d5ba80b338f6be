import { builder } from '../builder.ts';
import { costOfPage, listTypes } from '../list.ts';

builder.queryFields((t) => ({
  judges: t.prismaConnection(
    {
      type: 'Judge',
      cursor: 'id',
      description: 'Versions of judges, the newest first; at most 100 a page.',
      args: { name: t.arg.string({ description: 'Only versions of this judge.' }) },
      complexity: costOfPage,
      totalCount: (_root, { name }, { database }) =>
        database.prisma.judge.count({ where: name == null ? {} : { name } }),
      resolve: (query, _root, { name }, { database }) =>
        database.prisma.judge.findMany({
          ...query,
          where: name == null ? {} : { name },
          orderBy: { id: 'desc' },
        }),
    },
    ...listTypes('judge'),
  ),
}));
