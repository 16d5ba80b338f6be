import { InUseError } from '../../server/errors.ts';
import { deleteTraces } from '../../server/traces/delete.ts';
import { builder } from '../builder.ts';

export const DeleteTracesPayload = builder
  .objectRef<{ deletedCount: number }>('DeleteTracesPayload')
  .implement({
    description: 'Traces were deleted.',
    fields: (t) => ({
      deletedCount: t.exposeInt('deletedCount', {
        description: 'How many were stored, and no longer are.',
      }),
    }),
  });

builder.mutationFields((t) => ({
  deleteTraces: t.field({
    type: DeleteTracesPayload,
    description:
      'Deletes traces with their scores, all or none; refused while a dataset holds one of them.',
    errors: { types: [InUseError] },
    args: {
      ids: t.arg.idList({
        required: true,
        description: 'Ids of the traces. Those that are not stored are passed over.',
      }),
    },
    resolve: async (_root, { ids }, { database }) => ({
      deletedCount: await deleteTraces(database, { ids }),
    }),
  }),
}));
