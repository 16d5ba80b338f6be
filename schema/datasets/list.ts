import { listChildren, listDatasets } from '../../server/datasets/list.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes } from '../list.ts';

builder.queryFields((t) => ({
  datasets: t.prismaConnection(
    {
      type: 'Dataset',
      cursor: 'id',
      description: 'All datasets, the newest first; at most 100 a page.',
      complexity: costOfPage,
      totalCount: (_root, _args, { database }) => database.prisma.dataset.count(),
      resolve: (query, _root, _args, { database }) => listDatasets(database, query),
    },
    ...listTypes('dataset'),
  ),
}));

builder.prismaObjectFields('Dataset', (t) => ({
  children: t.prismaField({
    type: ['Dataset'],
    description: 'Datasets that were derived from it, the newest first; at most 100.',
    select: { id: true },
    resolve: (query, { id }, _args, { database }) => listChildren(database, id, query),
  }),
  parent: t.prismaField({
    type: 'Dataset',
    nullable: true,
    description:
      'The dataset that it was derived from; null when there is none, or it was deleted.',
    select: { parentDatasetId: true },
    resolve: (query, { parentDatasetId }, _args, { database }) =>
      parentDatasetId === null
        ? null
        : database.prisma.dataset.findUnique({
            ...query,
            where: { id: parentDatasetId },
          }),
  }),
}));
