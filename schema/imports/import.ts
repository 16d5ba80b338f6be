import { errorsOf } from '../../server/imports/columns.ts';
import type { RowError } from '../../server/imports/progress.ts';
import { builder } from '../builder.ts';

const ImportStatus = builder.enumType('ImportStatus', {
  description: 'Where an import stands.',
  values: {
    RUNNING: { description: 'At work.' },
    COMPLETED: { description: 'Read to its end.' },
    REFUSED: { description: 'It was to store all or nothing, and a row was wrong.' },
    BROKEN_OFF: {
      description: 'It ended on the way: the message says why, and what was stored stays.',
    },
    UNDONE: { description: 'Its traces were deleted, but for those that a dataset holds.' },
  },
});

const ImportSource = builder.enumType('ImportSource', {
  description: 'How traces came.',
  values: {
    HTTP: { description: 'A file over HTTP.' },
    GRAPHQL: { description: 'A list of traces in `importTraces`.' },
    UNGAR: { description: 'Games that UNGAR played.' },
  },
});

const RefusedRow = builder.objectRef<RowError>('RefusedRow').implement({
  description: 'A row of a file that no trace was made of.',
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'Its line; of Parquet its number. From 1.' }),
    message: t.exposeString('message', { description: 'What was got, and what is expected.' }),
  }),
});

builder.prismaObject('Import', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    source: t.expose('source', { type: ImportSource }),
    status: t.expose('status', { type: ImportStatus }),
    contentHash: t.exposeString('contentHash', { nullable: true }),
    format: t.exposeString('format', { nullable: true }),
    splitting: t.exposeString('splitting', { nullable: true }),
    mapping: t.expose('mapping', { type: 'JSON', nullable: true }),
    isAtomic: t.exposeBoolean('isAtomic'),
    keepsDuplicates: t.exposeBoolean('keepsDuplicates'),
    accepted: t.exposeInt('accepted'),
    skipped: t.exposeInt('skipped'),
    rejected: t.exposeInt('rejected'),
    scoreCount: t.exposeInt('scoreCount'),
    lastRow: t.exposeInt('lastRow'),
    errors: t.field({
      type: [RefusedRow],
      description: 'The first hundred rows that were refused.',
      select: { errors: true },
      resolve: errorsOf,
    }),
    message: t.exposeString('message', { nullable: true }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    traceCount: t.relationCount('traces', {
      description: 'How many of its traces are stored now.',
    }),
  }),
});

builder.prismaObjectFields('Trace', (t) => ({
  import: t.relation('import', { nullable: true }),
}));
