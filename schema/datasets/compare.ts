import {
  compareDatasets,
  type DatasetComparison,
  type DatasetDifference,
} from '../../server/datasets/compare.ts';
import { NotFoundError } from '../../server/errors.ts';
import { getTraces } from '../../server/traces/get.ts';
import { builder } from '../builder.ts';

const Difference = builder.objectRef<DatasetDifference>('DatasetDifference').implement({
  description: 'Rows that only one of two datasets has.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many.' }),
    sample: t.prismaField({
      type: ['Trace'],
      description: 'The first twenty of them.',
      resolve: (query, { sampleIds }, _args, { database }) => getTraces(database, sampleIds, query),
    }),
  }),
});

const Comparison = builder.objectRef<DatasetComparison>('DatasetComparison').implement({
  description: 'Two datasets side by side.',
  fields: (t) => ({
    base: t.prismaField({
      type: 'Dataset',
      description: 'The dataset that is compared with.',
      resolve: (query, { baseKey }, _args, { database }) =>
        database.prisma.dataset.findUniqueOrThrow({
          ...query,
          where: { key: baseKey },
        }),
    }),
    other: t.prismaField({
      type: 'Dataset',
      description: 'The dataset that is compared.',
      resolve: (query, { otherKey }, _args, { database }) =>
        database.prisma.dataset.findUniqueOrThrow({
          ...query,
          where: { key: otherKey },
        }),
    }),
    sharedCount: t.exposeInt('sharedCount', {
      description: 'Rows of the base that the other has too.',
    }),
    onlyBase: t.expose('onlyBase', {
      type: Difference,
      description: 'Rows that only the base has.',
    }),
    onlyOther: t.expose('onlyOther', {
      type: Difference,
      description: 'Rows that only the other has.',
    }),
  }),
});

builder.queryFields((t) => ({
  compareDatasets: t.field({
    type: Comparison,
    description:
      'What two datasets share and what only one of them has, by the content of their rows.',
    errors: { types: [NotFoundError] },
    args: {
      baseKey: t.arg.string({
        required: true,
        description: 'Key of the dataset that is compared with.',
      }),
      otherKey: t.arg.string({
        required: true,
        description: 'Key of the dataset that is compared.',
      }),
    },
    resolve: (_root, keys, { database, signal }) => compareDatasets(database, { ...keys, signal }),
  }),
}));
