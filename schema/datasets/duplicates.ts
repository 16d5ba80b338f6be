import { z } from 'zod';
import type { Duplicate } from '../../server/datasets/duplicates/find.ts';
import { builder } from '../builder.ts';
import { PAGE } from '../list.ts';
import { Trace } from '../traces/trace.ts';

export const DuplicatesInput = builder.inputType('DuplicatesInput', {
  description:
    'Which rows are left out since they repeat an earlier one. Rows of the same text are, whatever their meta.',
  fields: (t) => ({
    nearThreshold: t.float({
      description:
        'Leaves out near duplicates too: rows of which this share of 5-grams of words, 0.5 to 1, is the same.',
    }),
    keepTraceIds: t.idList({
      description: 'Traces that stay although they repeat another; at most 10,000.',
    }),
  }),
});

const DuplicateRow = builder.objectRef<Duplicate>('DuplicateRow').implement({
  description: 'A row that repeats an earlier one.',
  fields: (t) => ({
    trace: t.prismaField({
      type: Trace,
      nullable: true,
      description: 'Its trace; null once that is deleted.',
      resolve: (query, { traceId }, _args, { database }) =>
        database.prisma.trace.findUnique({ ...query, where: { id: traceId } }),
    }),
    of: t.prismaField({
      type: Trace,
      nullable: true,
      description: 'The earlier one that it repeats; null once that is deleted.',
      resolve: (query, { ofTraceId }, _args, { database }) =>
        database.prisma.trace.findUnique({ ...query, where: { id: ofTraceId } }),
    }),
    isExact: t.exposeBoolean('isExact', { description: 'Whether all of its text is the same.' }),
    similarity: t.exposeFloat('similarity', {
      description:
        'The share of 5-grams of words that both have, of all that either has: 1 for the same text, else an estimate.',
    }),
  }),
});

export const Duplicates = builder.objectRef<Duplicate[]>('Duplicates').implement({
  description: 'Rows that repeat earlier ones, which themselves repeat none.',
  fields: (t) => ({
    exactCount: t.int({
      description: 'How many are of the same text.',
      resolve: (rows) => rows.filter(({ isExact }) => isExact).length,
    }),
    nearCount: t.int({
      description: 'How many are nearly the same.',
      resolve: (rows) => rows.filter(({ isExact }) => !isExact).length,
    }),
    rows: t.field({
      type: [DuplicateRow],
      description: 'They, in the order of the dataset.',
      args: {
        first: t.arg
          .int({ required: true, defaultValue: 20, description: 'The most to answer; 1 to 100.' })
          .validate(z.int().min(1).max(PAGE.largest)),
      },
      complexity: ({ first }) => ({ field: 1, multiplier: first }),
      resolve: (rows, { first }) => rows.slice(0, first),
    }),
  }),
});
