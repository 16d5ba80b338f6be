import { InUseError, ValidationError } from '../../server/errors.ts';
import { parse } from '../../server/parse.ts';
import { deleteTraces } from '../../server/traces/delete.ts';
import { traceFilter } from '../../server/traces/filter.ts';
import { builder } from '../builder.ts';
import { DeleteTracesPayload } from './delete.ts';
import { TraceFilter } from './filter.ts';

builder.mutationFields((t) => ({
  deleteMatchingTraces: t.field({
    type: DeleteTracesPayload,
    description:
      'Deletes every trace that a filter passes with its scores, all or none; refused while a dataset holds one of them.',
    errors: { types: [InUseError, ValidationError] },
    args: {
      filter: t.arg({
        type: TraceFilter,
        required: true,
        description: 'Which traces are meant; all when nothing is given in it.',
      }),
    },
    resolve: async (_root, { filter }, { database }) => ({
      deletedCount: await deleteTraces(database, parse(traceFilter, filter, ['filter'])),
    }),
  }),
}));
