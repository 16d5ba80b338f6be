import { builder } from '../builder.ts';
import { costOfPage, listTypes, NEWEST_FIRST } from '../list.ts';

builder.prismaObjectFields('Dataset', (t) => ({
  manifests: t.relatedConnection('manifests', {
    ...NEWEST_FIRST,
    description: 'Manifests that were generated for the dataset, the newest first.',
  }),
}));

builder.queryFields((t) => ({
  manifests: t.prismaConnection(
    {
      type: 'Manifest',
      cursor: 'id',
      description: 'All manifests, the newest first; at most 100 a page.',
      complexity: costOfPage,
      totalCount: (_root, _args, { database }) => database.prisma.manifest.count(),
      resolve: (query, _root, _args, { database }) =>
        database.prisma.manifest.findMany({ ...query, orderBy: { id: 'desc' } }),
    },
    ...listTypes('manifest'),
  ),
}));
