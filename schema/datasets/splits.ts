import { builder } from '../builder.ts';

const SplitPartInput = builder.inputType('SplitPartInput', {
  description: 'A side of a dataset to be.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'What it is called, such as `train`: letters, digits and . _ -; 1 to 64 characters.',
    }),
    fraction: t.float({ required: true, description: 'The share of rows that it gets.' }),
  }),
});

export const SplitInput = builder.inputType('SplitInput', {
  description:
    'How rows are put on sides. All rows of a group are on one side, by a hash of seed and group, so that a row is on the same side in every dataset with the same parts and seed.',
  fields: (t) => ({
    parts: t.field({
      type: [SplitPartInput],
      required: true,
      description: 'The 2 to 10 sides; their fractions sum to 1.',
    }),
    seed: t.int({ description: 'Seed of the hash; 0 without it.' }),
    groupBy: t.string({
      description:
        'A path into meta whose value rows of a group have in common. Without it, and for rows that have none, a group are the rows that ask the same.',
    }),
  }),
});

builder.prismaObject('DatasetSplit', {
  description: 'One side of a dataset: to train on, to evaluate on.',
  select: { datasetId: true, position: true },
  fields: (t) => ({
    position: t.exposeInt('position'),
    name: t.exposeString('name'),
    fraction: t.exposeFloat('fraction'),
    traceCount: t.exposeInt('traceCount'),
    pairCount: t.exposeInt('pairCount', { nullable: true }),
    digest: t.exposeString('digest'),
    sftSha256: t.exposeString('sftSha256'),
  }),
});

builder.prismaObjectFields('Dataset', (t) => ({
  splits: t.relation('splits', {
    description: 'Its sides, in the order in which they were given; none where it is not split.',
    query: { orderBy: { position: 'asc' } },
  }),
}));
