import { InvalidStateError, NotFoundError } from '../../server/errors.ts';
import { type Undone, undoImport } from '../../server/imports/undo.ts';
import { builder } from '../builder.ts';

const UndoImportPayload = builder
  .objectRef<Undone & { id: string }>('UndoImportPayload')
  .implement({
    description: 'The traces of an import were deleted, but for those that a dataset holds.',
    fields: (t) => ({
      deletedCount: t.exposeInt('deletedCount', { description: 'How many traces were deleted.' }),
      keptCount: t.exposeInt('keptCount', {
        description: 'How many stay, since a dataset holds them.',
      }),
      heldBy: t.exposeStringList('heldBy', {
        description: 'Keys of the datasets that hold them; the first ten.',
      }),
      import: t.prismaField({
        type: 'Import',
        nullable: true,
        description: 'The import as it is now.',
        resolve: (query, { id }, _args, { database }) =>
          database.prisma.import.findUnique({ ...query, where: { id } }),
      }),
    }),
  });

builder.mutationField('undoImport', (t) =>
  t.field({
    type: UndoImportPayload,
    description:
      'Deletes the traces of an import, with their scores, that no dataset holds. Again, it deletes those that none holds any more.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { id: t.arg.id({ required: true, description: 'Id of the import.' }) },
    resolve: async (_root, { id }, { database }) => ({ id, ...(await undoImport(database, id)) }),
  }),
);
