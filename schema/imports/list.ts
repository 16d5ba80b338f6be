import { listImports } from '../../server/imports/list.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes } from '../list.ts';

builder.queryFields((t) => ({
  imports: t.prismaConnection(
    {
      type: 'Import',
      cursor: 'id',
      description: 'All imports, the newest first; at most 100 a page.',
      complexity: costOfPage,
      totalCount: (_root, _args, { database }) => database.prisma.import.count(),
      resolve: (query, _root, _args, { database }) => listImports(database, query),
    },
    ...listTypes('import'),
  ),
  import: t.prismaField({
    type: 'Import',
    nullable: true,
    description: 'The import of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the import.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.import.findUnique({ ...query, where: { id } }),
  }),
}));
