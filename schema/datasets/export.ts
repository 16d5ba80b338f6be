import { ADDRESSES, writeAddress } from '../../server/addresses.ts';
import type { LeftOut } from '../../server/datasets/export/chosen.ts';
import { exportInput } from '../../server/datasets/export/input.ts';
import { type ExportPreview, previewExport } from '../../server/datasets/export/preview.ts';
import { type DatasetExport, exportDataset } from '../../server/datasets/export.ts';
import type { ReasoningPlace } from '../../server/datasets/formats/conversation.ts';
import type { ExportFile, ExportFormat } from '../../server/datasets/formats/names.ts';
import { EmptySelectionError, NotFoundError, ValidationError } from '../../server/errors.ts';
import { builder } from '../builder.ts';

const EXPORT_FORMAT_VALUES = {
  TRACE: { value: 'trace', description: 'Prompt, steps and answer as they are.' },
  TUNIX_SFT: {
    value: 'tunix_sft',
    description: "A user's and a model's turn as one text, as Tunix trains on it.",
  },
  TRAINING_EXAMPLE: { value: 'training_example', description: 'Prompt and response apart.' },
  MESSAGES: {
    value: 'messages',
    description: 'A chat: the turns of the context, the prompt and the answer, with its reasoning.',
  },
  PROMPT_COMPLETION: {
    value: 'prompt_completion',
    description: 'The turns up to the answer, and the answer, as TRL has them.',
  },
  PREFERENCE: {
    value: 'preference',
    description:
      'The best and the worst answer to equal prompts and contexts, by a criteria, as TRL has them.',
  },
  QUESTIONS: {
    value: 'questions',
    description:
      'The turns up to where the model is to speak, and the expected answer, of the traces that have one.',
  },
} satisfies Record<Uppercase<ExportFormat>, { value: ExportFormat; description: string }>;

const ExportFileEnum = builder.enumType('ExportFile', {
  description: 'What an export is written as.',
  values: {
    JSONL: { value: 'jsonl', description: 'A JSON record a line.' },
    JSON: { value: 'json', description: 'A list of JSON records.' },
    PARQUET: { value: 'parquet', description: 'A table; an object in a column is JSON in it.' },
    TAR: {
      value: 'tar',
      description:
        'A folder of a Parquet file and a card, as Hugging Face has datasets, in a tar archive.',
    },
  } satisfies Record<Uppercase<ExportFile>, { value: ExportFile; description: string }>,
});

const ReasoningEnum = builder.enumType('ExportReasoning', {
  description: 'Where the reasoning of an answer stands.',
  values: {
    REASONING_CONTENT: {
      value: 'reasoning_content',
      description: 'In the field `reasoning_content` beside the content.',
    },
    THINK: { value: 'think', description: 'In the content, between `<think>` and `</think>`.' },
  } satisfies Record<Uppercase<ReasoningPlace>, { value: ReasoningPlace; description: string }>,
});

const CHOICES = {
  split: 'The side of the dataset that is meant; all without it.',
  file: 'What to write; `JSONL` without it.',
  reasoning: 'Where the reasoning stands, of `MESSAGES`, `PROMPT_COMPLETION` and `PREFERENCE`.',
  criteria: 'What tells the chosen from the rejected, of `PREFERENCE`; `baseline` without it.',
  margin: 'The least that the scores of a pair differ by, of `PREFERENCE`.',
  licence: 'The licence that the card of a `TAR` names, such as `cc-by-4.0`.',
};

const ExportFormatEnum = builder.enumType('ExportFormat', {
  description: 'What a record of an export is.',
  values: EXPORT_FORMAT_VALUES,
});

const ExportDatasetInput = builder.inputType('ExportDatasetInput', {
  description: 'What to export: a dataset, or traces by id.',
  fields: (t) => ({
    datasetKey: t.string({
      description: 'Key of the dataset. Exactly one of this and `traceIds`.',
    }),
    split: t.string({ description: CHOICES.split }),
    traceIds: t.idList({
      description:
        'Ids of 1 to 100,000 traces, exported in this order. Exactly one of this and `datasetKey`.',
    }),
    format: t.field({
      type: ExportFormatEnum,
      defaultValue: 'trace' as ExportFormat,
      description: 'What to export as.',
    }),
    file: t.field({ type: ExportFileEnum, description: CHOICES.file }),
    reasoning: t.field({ type: ReasoningEnum, description: CHOICES.reasoning }),
    criteria: t.string({ description: CHOICES.criteria }),
    margin: t.float({ description: CHOICES.margin }),
    licence: t.string({ description: CHOICES.licence }),
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

const LeftOutObject = builder.objectRef<LeftOut>('ExportLeftOut').implement({
  description: 'Traces that a format has no record for.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many.' }),
    reason: t.exposeString('reason', { description: 'Why.' }),
  }),
});

const LEFT_OUT = 'Traces that the format has no record for; null when there are none.';

const ExportPreviewObject = builder.objectRef<ExportPreview>('ExportPreview').implement({
  description: 'What an export would hold.',
  fields: (t) => ({
    recordCount: t.exposeInt('recordCount', { description: 'How many records.' }),
    leftOut: t.expose('leftOut', { type: LeftOutObject, nullable: true, description: LEFT_OUT }),
    records: t.exposeStringList('records', { description: 'The first three, as JSON.' }),
    url: t.string({
      nullable: true,
      description: 'Where it is to be had, if it is of a dataset.',
      resolve: ({ input: { datasetKey: key, ...input } }) =>
        key == null ? null : urlOf(key, input),
    }),
  }),
});

const Export = builder.objectRef<DatasetExport>('DatasetExport').implement({
  description: 'A file that holds an export.',
  fields: (t) => ({
    filename: t.exposeString('filename', { description: 'Name of the file.' }),
    format: t.expose('format', { type: ExportFormatEnum, description: 'What it was exported as.' }),
    file: t.expose('file', { type: ExportFileEnum, description: 'What it was written as.' }),
    recordCount: t.exposeInt('recordCount', { description: 'How many records it holds.' }),
    leftOut: t.expose('leftOut', { type: LeftOutObject, nullable: true, description: LEFT_OUT }),
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
    preview: t.exposeStringList('preview', {
      description: 'Its first three records, as lines of JSON.',
    }),
    forgedTurns: t.expose('forgedTurns', {
      type: [ForgedTurn],
      description:
        'Rows that training must not see: markers of turns in `TUNIX_SFT`, tags of thinking with `THINK`.',
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
    args: { split: t.arg.string({ description: 'The side that is meant; all without it.' }) },
    select: { key: true },
    resolve: ({ key }, { split }) =>
      writeAddress(ADDRESSES.datasetTraces, { key }, { ...(split == null ? {} : { split }) }),
  }),
  pairsUrl: t.string({
    nullable: true,
    description:
      'Where its pairs are to be had, as JSON Lines with both traces in their JSON form; null unless it is one of pairs.',
    args: { split: t.arg.string({ description: 'The side that is meant; all without it.' }) },
    select: { key: true, kind: true },
    resolve: ({ key, kind }, { split }) =>
      kind === 'PAIRS'
        ? writeAddress(ADDRESSES.datasetPairs, { key }, { ...(split == null ? {} : { split }) })
        : null,
  }),
  exportUrl: t.string({
    description: 'Where its export is to be had.',
    args: {
      format: t.arg({
        type: ExportFormatEnum,
        required: true,
        defaultValue: 'trace' as ExportFormat,
        description: 'What to export as.',
      }),
      file: t.arg({ type: ExportFileEnum, description: CHOICES.file }),
      reasoning: t.arg({ type: ReasoningEnum, description: CHOICES.reasoning }),
      criteria: t.arg.string({ description: CHOICES.criteria }),
      margin: t.arg.float({ description: CHOICES.margin }),
      licence: t.arg.string({ description: CHOICES.licence }),
      split: t.arg.string({ description: CHOICES.split }),
    },
    select: { key: true },
    resolve: ({ key }, given) => urlOf(key, given),
  }),
}));

builder.queryFields((t) => ({
  previewExport: t.field({
    type: ExportPreviewObject,
    description: 'What an export would hold, before anything is written.',
    errors: { types: [ValidationError, NotFoundError, EmptySelectionError] },
    args: {
      input: t
        .arg({ type: ExportDatasetInput, required: true, description: 'What to export.' })
        .validate(exportInput),
    },
    resolve: (_root, { input }, { database, signal }) => previewExport(database, { input, signal }),
  }),
}));

builder.mutationFields((t) => ({
  exportDataset: t.field({
    type: Export,
    description: 'Writes a dataset, or traces by id, to a file to download.',
    errors: { types: [ValidationError, NotFoundError, EmptySelectionError] },
    args: {
      input: t
        .arg({ type: ExportDatasetInput, required: true, description: 'What to export.' })
        .validate(exportInput),
    },
    resolve: (_root, { input }, { database, settings }) =>
      exportDataset(database, { home: settings.TUNIX_RT_HOME, input }),
  }),
}));

type Choices = {
  format?: ExportFormat | null | undefined;
  file?: ExportFile | null | undefined;
  reasoning?: ReasoningPlace | null | undefined;
  criteria?: string | null | undefined;
  margin?: number | null | undefined;
  licence?: string | null | undefined;
  limit?: number | null | undefined;
  split?: string | null | undefined;
};

function urlOf(
  key: string,
  { file, format, reasoning, criteria, margin, licence, limit, split }: Choices,
): string {
  const parameters = { format, reasoning, criteria, margin, licence, limit, split };
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value == null ? [] : [[name, String(value)]],
  );
  return writeAddress(
    ADDRESSES.datasetExport,
    { key, file: file ?? 'jsonl' },
    Object.fromEntries(given),
  );
}
