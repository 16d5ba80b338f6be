import type { Reader } from '../../server/imports/reader.ts';
import { READERS } from '../../server/imports/readers.ts';
import { builder } from '../builder.ts';

const ImportFormat = builder
  .objectRef<Pick<Reader, 'name' | 'label' | 'shape'>>('ImportFormat')
  .implement({
    description: 'A format of rows that an import knows by their shape.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As `format` has it.' }),
      label: t.exposeString('label', { description: 'What it is called.' }),
      shape: t.exposeString('shape', { description: 'The fields that a row has.' }),
    }),
  });

builder.queryField('importFormats', (t) =>
  t.field({
    type: [ImportFormat],
    description: "The formats of other tools that an import knows, beside this project's own.",
    resolve: () => [...READERS],
  }),
);
