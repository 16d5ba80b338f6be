import { z } from 'zod';
import {
  type DatasetLeaks,
  datasetLeaks,
  leastShare,
  USUAL_SHARE,
} from '../../server/datasets/leaks/datasetLeaks.ts';
import type { Leak } from '../../server/datasets/leaks/find.ts';
import { NotFoundError, ValidationError } from '../../server/errors.ts';
import { builder } from '../builder.ts';
import { PAGE } from '../list.ts';
import { Trace } from '../traces/trace.ts';

const LeakRow = builder.objectRef<Leak>('Leak').implement({
  description: 'A row that stands among other rows as well.',
  fields: (t) => ({
    position: t.exposeInt('position', {
      description: 'Its place among the rows that were looked for, from 0.',
    }),
    trace: t.prismaField({
      type: Trace,
      nullable: true,
      description: 'Its trace.',
      resolve: (query, { traceId }, _args, { database }) =>
        database.prisma.trace.findUnique({ ...query, where: { id: traceId } }),
    }),
    other: t.prismaField({
      type: Trace,
      nullable: true,
      description:
        'That of the first other row that asks the same, else of the one that shares most with it.',
      resolve: (query, { otherTraceId }, _args, { database }) =>
        database.prisma.trace.findUnique({ ...query, where: { id: otherTraceId } }),
    }),
    isEqual: t.exposeBoolean('isEqual', {
      description: 'Whether both ask the same: letter case, forms and white space do not count.',
    }),
    share: t.exposeFloat('share', {
      description:
        "The share of its question's 8-grams of words that the other's question has; 1 where both ask the same.",
    }),
  }),
});

const Leaks = builder.objectRef<DatasetLeaks>('DatasetLeaks').implement({
  description: 'Rows of one dataset, or of one side of it, that stand in another.',
  fields: (t) => ({
    rowCount: t.exposeInt('rowCount', { description: 'How many rows were looked for.' }),
    otherCount: t.exposeInt('otherCount', { description: 'Among how many.' }),
    equalCount: t.int({
      description: 'How many ask what another row asks.',
      resolve: ({ leaks }) => leaks.filter(({ isEqual }) => isEqual).length,
    }),
    overlapCount: t.int({
      description: 'How many others share so many 8-grams of words with another row.',
      resolve: ({ leaks }) => leaks.filter(({ isEqual }) => !isEqual).length,
    }),
    rows: t.field({
      type: [LeakRow],
      description: 'They, in the order of their dataset.',
      args: {
        first: t.arg
          .int({ required: true, defaultValue: 20, description: 'The most to answer; 1 to 100.' })
          .validate(z.int().min(1).max(PAGE.largest)),
      },
      complexity: ({ first }) => ({ field: 1, multiplier: first }),
      resolve: ({ leaks }, { first }) => leaks.slice(0, first),
    }),
  }),
});

builder.queryFields((t) => ({
  datasetLeaks: t.field({
    type: Leaks,
    description:
      'Looks for rows of one dataset in another, or of one side in another side: by the same question, and by shared 8-grams of words. Phrases that stand in more than 50 questions do not count. Reads every row.',
    errors: { types: [NotFoundError, ValidationError] },
    complexity: 100,
    args: {
      key: t.arg.string({
        required: true,
        description: 'Key of the dataset whose rows are looked for.',
      }),
      split: t.arg.string({ description: 'Its side that is meant; all without it.' }),
      otherKey: t.arg.string({
        required: true,
        description: 'Key of the dataset that they are looked for in.',
      }),
      otherSplit: t.arg.string({ description: 'Its side that is meant; all without it.' }),
      leastShare: t.arg
        .float({
          required: true,
          defaultValue: USUAL_SHARE,
          description: 'The share of 8-grams from which on a row counts; above 0, at most 1.',
        })
        .validate(leastShare),
    },
    resolve: (_root, { key, split, otherKey, otherSplit, leastShare: share }, context) =>
      datasetLeaks(context.database, {
        of: { key, split },
        within: { key: otherKey, split: otherSplit },
        leastShare: share,
        signal: context.signal,
      }),
  }),
}));
