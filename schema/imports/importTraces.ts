import { ValidationError } from '../../server/errors.ts';
import { importTraces, importTracesInput } from '../../server/imports/importTraces.ts';
import { getTraces } from '../../server/traces/get.ts';
import { builder } from '../builder.ts';
import { TraceInput } from '../traces/create.ts';

const ImportTracesInput = builder.inputType('ImportTracesInput', {
  description: 'Traces to store, all or none.',
  fields: (t) => ({
    traces: t.field({ type: [TraceInput], required: true, description: '1 to 1,000 traces.' }),
    name: t.string({
      required: true,
      defaultValue: 'GraphQL import',
      description: 'What the import is called; 1 to 255 characters.',
    }),
  }),
});

const ImportTracesPayload = builder
  .objectRef<{ importId: string; ids: string[] }>('ImportTracesPayload')
  .implement({
    description: 'All traces of the request were stored.',
    fields: (t) => ({
      createdCount: t.int({
        description: 'How many were stored.',
        resolve: ({ ids }) => ids.length,
      }),
      ids: t.exposeIDList('ids', { description: 'Their ids, in the order of the request.' }),
      importId: t.exposeID('importId', {
        description:
          'Id of the import that they make together, by which they can be found and undone.',
      }),
      traces: t.prismaField({
        type: ['Trace'],
        description: 'The traces, in the order of the request.',
        resolve: (query, { ids }, _args, { database }) => getTraces(database, ids, query),
      }),
    }),
  });

builder.mutationField('importTraces', (t) =>
  t.field({
    type: ImportTracesPayload,
    description: 'Stores traces, all or none, also those that are stored already.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: ImportTracesInput, required: true, description: 'The traces.' })
        .validate(importTracesInput),
    },
    resolve: (_root, { input }, { runs }) => importTraces(runs, { ...input, source: 'GRAPHQL' }),
  }),
);
