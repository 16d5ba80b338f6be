import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes } from '../list.ts';

builder.queryFields((t) => ({
  datasets: t.prismaConnection(
    {
      type: 'Dataset',
      cursor: 'id',
      description: 'All datasets, the newest first; at most 100 a page.',
      complexity: costOfPage,
      totalCount: (_root, _args, { application }) => application.database.prisma.dataset.count(),
      // Prisma's own cursor finds nothing once its row is deleted.
      resolve: ({ cursor, skip, ...query }, _root, _args, { application }) =>
        application.database.prisma.dataset.findMany({
          ...query,
          skip: cursor ? 0 : skip,
          where: beyond(cursor?.id, query.take),
          orderBy: { id: 'desc' },
        }),
    },
    ...listTypes('dataset'),
  ),
}));

builder.prismaObjectFields('Dataset', (t) => ({
  children: t.prismaField({
    type: ['Dataset'],
    description: 'Datasets that were derived from it, the newest first; at most 100.',
    select: { id: true },
    resolve: (query, { id }, _args, { application }) =>
      application.database.prisma.dataset.findMany({
        ...query,
        where: { parentDatasetId: id },
        orderBy: { id: 'desc' },
        take: 100,
      }),
  }),
  parent: t.prismaField({
    type: 'Dataset',
    nullable: true,
    description:
      'The dataset that it was derived from; null when there is none, or it was deleted.',
    select: { parentDatasetId: true },
    resolve: (query, { parentDatasetId }, _args, { application }) =>
      parentDatasetId === null
        ? null
        : application.database.prisma.dataset.findUnique({
            ...query,
            where: { id: parentDatasetId },
          }),
  }),
}));

/** What comes after an id in a list with the newest first; before it, when `take` counts from the end. */
function beyond(id: string | undefined, take: number): Prisma.DatasetWhereInput {
  if (id === undefined) return {};
  return { id: take < 0 ? { gt: id } : { lt: id } };
}
