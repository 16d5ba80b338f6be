import { ConflictError, NotFoundError, ValidationError } from '../../server/errors.ts';
import {
  deleteMapping,
  keepMapping,
  keptMappingInput,
  listMappings,
} from '../../server/imports/mapping/kept.ts';
import { builder } from '../builder.ts';

const ImportMapping = builder.prismaObject('ImportMapping', {
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    mapping: t.expose('mapping', { type: 'JSON' }),
  }),
});

const CreateImportMappingInput = builder.inputType('CreateImportMappingInput', {
  description: 'A mapping to keep.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'What `mapping` calls it on import; 1 to 64 characters.',
    }),
    mapping: t.field({
      type: 'JSON',
      required: true,
      description:
        'Paths of fields: `prompt`, `messages`, `reasoning`, `answer`, `expectedAnswer`; `meta` as "rest" or a list of paths; `scores` as an object of criteria and paths.',
    }),
  }),
});

builder.queryField('importMappings', (t) =>
  t.prismaField({
    type: ['ImportMapping'],
    description: 'All mappings by hand that are kept, by their names.',
    resolve: (query, _root, _args, { database }) => listMappings(database, query),
  }),
);

builder.mutationFields((t) => ({
  createImportMapping: t.field({
    type: ImportMapping,
    description: 'Keeps a mapping by hand under a name.',
    errors: { types: [ValidationError, ConflictError] },
    args: {
      input: t
        .arg({ type: CreateImportMappingInput, required: true, description: 'The mapping.' })
        .validate(keptMappingInput),
    },
    resolve: (_root, { input }, { database }) => keepMapping(database, input),
  }),
  deleteImportMapping: t.field({
    type: ImportMapping,
    description: 'Deletes a kept mapping. What was imported with it stays.',
    errors: { types: [NotFoundError] },
    args: { name: t.arg.string({ required: true, description: 'Its name.' }) },
    resolve: (_root, { name }, { database }) => deleteMapping(database, name),
  }),
}));
