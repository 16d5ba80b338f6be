import { ADDRESSES, writeAddress } from '../../server/addresses.ts';
import { type DatasetExport, exportDataset, exportInput } from '../../server/datasets/export.ts';
import type { ExportFormat } from '../../server/datasets/formats.ts';
import { NotFoundError, ValidationError } from '../../server/errors.ts';
import { builder } from '../builder.ts';

const EXPORT_FORMAT_VALUES = {
  TRACE: { value: 'trace', description: 'Prompt, steps and answer as they are.' },
  TUNIX_SFT: {
    value: 'tunix_sft',
    description: "A user's and a model's turn as one text, as Tunix trains on it.",
  },
  TRAINING_EXAMPLE: { value: 'training_example', description: 'Prompt and response apart.' },
} as const;

const ExportFormatEnum = builder.enumType('ExportFormat', {
  description: 'What a dataset is exported as, one JSON record a line.',
  values: EXPORT_FORMAT_VALUES,
});

const ExportDatasetInput = builder.inputType('ExportDatasetInput', {
  description: 'What to export: a dataset, or traces by id.',
  fields: (t) => ({
    datasetKey: t.string({
      description: 'Key of the dataset. Exactly one of this and `traceIds`.',
    }),
    traceIds: t.idList({
      description:
        'Ids of 1 to 100,000 traces, exported in this order. Exactly one of this and `datasetKey`.',
    }),
    format: t.field({
      type: ExportFormatEnum,
      defaultValue: 'trace' as ExportFormat,
      description: 'What to export as.',
    }),
    limit: t.int({ description: 'The most records to write, from the first on; all without it.' }),
    filename: t.string({
      description:
        'What to call the file: letters, digits and . _ -; named after the dataset without it.',
    }),
  }),
});

const ForgedTurn = builder.objectRef<DatasetExport['forgedTurns'][number]>('ForgedTurn').implement({
  description:
    "A row whose own text holds a turn's marker, so that a reader would see turns in it that nobody took.",
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'Number of the row, from 1.' }),
    traceId: t.exposeID('traceId', { description: 'Id of the trace.' }),
  }),
});

const Export = builder.objectRef<DatasetExport>('DatasetExport').implement({
  description: 'A file that holds an export.',
  fields: (t) => ({
    filename: t.exposeString('filename', { description: 'Name of the file.' }),
    format: t.expose('format', { type: ExportFormatEnum, description: 'What it was exported as.' }),
    recordCount: t.exposeInt('recordCount', {
      description: 'How many records it holds, one a line.',
    }),
    bytes: t.field({
      type: 'BigInt',
      description: 'Its size in bytes.',
      resolve: ({ bytes }) => BigInt(bytes),
    }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the file, in hexadecimal.' }),
    url: t.string({
      description: 'Where to download it.',
      resolve: ({ folder, filename }) => writeAddress(ADDRESSES.exportFile, { folder, filename }),
    }),
    preview: t.exposeStringList('preview', { description: 'Its first three lines.' }),
    forgedTurns: t.expose('forgedTurns', {
      type: [ForgedTurn],
      description: 'Rows that training must not see; only `TUNIX_SFT` has turns.',
    }),
  }),
});

builder.prismaObjectFields('Dataset', (t) => ({
  manifestUrl: t.string({
    description: 'Where its manifest is to be had, as JSON.',
    select: { key: true },
    resolve: ({ key }) => writeAddress(ADDRESSES.datasetManifest, { key }),
  }),
  tracesUrl: t.string({
    description:
      'Where its traces are to be had in their JSON form, as JSON Lines that can be imported.',
    select: { key: true },
    resolve: ({ key }) => writeAddress(ADDRESSES.datasetTraces, { key }),
  }),
  exportUrl: t.string({
    description: 'Where its export is to be had, as JSON Lines.',
    args: {
      format: t.arg({
        type: ExportFormatEnum,
        required: true,
        defaultValue: 'trace' as ExportFormat,
        description: 'What to export as.',
      }),
    },
    select: { key: true },
    resolve: ({ key }, { format }) => writeAddress(ADDRESSES.datasetExport, { key }, { format }),
  }),
}));

builder.mutationFields((t) => ({
  exportDataset: t.field({
    type: Export,
    description: 'Writes a dataset, or traces by id, to a file to download.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: ExportDatasetInput, required: true, description: 'What to export.' })
        .validate(exportInput),
    },
    resolve: (_root, { input }, { database, settings }) =>
      exportDataset(database, { home: settings.TUNIX_RT_HOME, input }),
  }),
}));
