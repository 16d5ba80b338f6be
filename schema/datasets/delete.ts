import { deleteDataset } from '../../server/datasets/delete.ts';
import { NotFoundError } from '../../server/errors.ts';
import { builder } from '../builder.ts';

builder.mutationFields((t) => ({
  deleteDataset: t.prismaField({
    type: 'Dataset',
    description:
      'Deletes a dataset. Its traces stay, and its manifests and runs keep all they recorded of it.',
    errors: { types: [NotFoundError] },
    args: { key: t.arg.string({ required: true, description: 'Key of the dataset.' }) },
    // What is selected is read before the row is gone.
    resolve: (query, _root, { key }, { database }) => deleteDataset(database, key, query),
  }),
}));
