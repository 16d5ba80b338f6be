import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import { buildDataset } from '../../server/datasets/build.ts';
import {
  compareDatasets,
  type DatasetComparison,
  type DatasetDifference,
} from '../../server/datasets/compare.ts';
import { datasetDefinition, type SELECTION_STRATEGIES } from '../../server/datasets/definition.ts';
import { deleteDataset } from '../../server/datasets/delete.ts';
import { type DatasetExport, exportDataset, exportInput } from '../../server/datasets/export.ts';
import type { ExportFormat } from '../../server/datasets/formats.ts';
import { renderTurns } from '../../server/datasets/formats.ts';
import {
  datasetLengths,
  type HistogramBin,
  lengthHistogram,
} from '../../server/datasets/lengths.ts';
import { type DatasetPreview, previewDataset } from '../../server/datasets/preview.ts';
import type { DatasetStatistics } from '../../server/datasets/statistics.ts';
import { datasetStrata, type Stratum } from '../../server/datasets/strata.ts';
import {
  ConflictError,
  EmptySelectionError,
  NotFoundError,
  ValidationError,
} from '../../server/errors.ts';
import { parse } from '../../server/parse.ts';
import { getTraces } from '../../server/traces/get.ts';
import type { Step } from '../../server/traces/trace.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/traces.ts';

const SelectionStrategy = builder.enumType('SelectionStrategy', {
  description: 'How traces are chosen among those that pass a filter.',
  values: {
    LATEST: { description: 'The newest first.' },
    RANDOM: {
      description:
        'Ranked by a hash of seed and content: the same seed and candidates give the same rows in the same order.',
    },
    STRATIFIED: {
      description: 'Proportional to the strata of `stratifyBy`, ranked like `RANDOM`.',
    },
  } satisfies Record<(typeof SELECTION_STRATEGIES)[number], object>,
});

const Statistics = builder.objectRef<DatasetStatistics>('DatasetStatistics').implement({
  description: 'What traces look like; lengths are in Unicode code points.',
  fields: (t) => ({
    traceCount: t.exposeInt('traceCount', { description: 'How many traces.' }),
    avgStepCount: t.exposeFloat('avgStepCount', { description: 'Mean number of steps.' }),
    minStepCount: t.exposeInt('minStepCount', { description: 'The fewest steps.' }),
    maxStepCount: t.exposeInt('maxStepCount', { description: 'The most steps.' }),
    avgTotalChars: t.exposeFloat('avgTotalChars', {
      description: 'Mean length of prompt, answer and steps together.',
    }),
  }),
});

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

const HistogramBinObject = builder.objectRef<HistogramBin>('HistogramBin').implement({
  description: 'How many rows have a length within a range.',
  fields: (t) => ({
    from: t.exposeInt('from', { description: 'The least length, in estimated tokens.' }),
    to: t.exposeInt('to', { description: 'The greatest length, in estimated tokens.' }),
    count: t.exposeInt('count', { description: 'How many rows.' }),
  }),
});

const StratumObject = builder.objectRef<Stratum>('Stratum').implement({
  description: 'Traces with one value of what a dataset is stratified by.',
  fields: (t) => ({
    value: t.exposeString('value', {
      nullable: true,
      description: 'The value, or the band of scores, as text; null for those that have none.',
    }),
    count: t.exposeInt('count', { description: 'How many of them the dataset holds.' }),
    matchCount: t.exposeInt('matchCount', {
      nullable: true,
      description: 'How many pass the filter of a preview; null for a dataset that is built.',
    }),
  }),
});

const BINS = z.int().min(1).max(200);

const Dataset = builder.prismaObject('Dataset', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.exposeString('key'),
    name: t.exposeString('name', { description: 'The first part of the key.' }),
    version: t.exposeString('version', { description: 'The second part of the key.' }),
    schemaVersion: t.exposeString('schemaVersion'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    filter: t.expose('filter', { type: 'JSON' }),
    strategy: t.expose('strategy', { type: SelectionStrategy }),
    seed: t.exposeInt('seed', { nullable: true }),
    stratifyBy: t.exposeString('stratifyBy', { nullable: true }),
    limit: t.exposeInt('limit'),
    digest: t.exposeString('digest'),
    sftSha256: t.exposeString('sftSha256'),
    sessionId: t.exposeString('sessionId', { nullable: true }),
    parentDatasetId: t.exposeID('parentDatasetId', { nullable: true }),
    trainingRunId: t.exposeString('trainingRunId', { nullable: true }),
    provenance: t.expose('provenance', { type: 'JSON' }),
    traceCount: t.exposeInt('traceCount'),
    stats: t.field({
      type: Statistics,
      description: 'What its traces look like.',
      select: {
        traceCount: true,
        avgStepCount: true,
        minStepCount: true,
        maxStepCount: true,
        avgTotalChars: true,
      },
      resolve: (dataset) => dataset,
    }),
    traces: t.relatedConnection('traces', {
      cursor: 'datasetId_position',
      description: 'Its traces, in its order.',
      args: {
        from: t.arg
          .int({
            required: true,
            defaultValue: 0,
            description: 'The position of the first that is meant, counted from 0.',
          })
          .validate(z.int().min(0)),
      },
      query: ({ from }) => ({ where: { position: { gte: from } }, orderBy: { position: 'asc' } }),
      complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
    }),
    strata: t.field({
      type: [StratumObject],
      description:
        'The strata of its traces, the largest first; at most 100. None when it was not stratified. By scores: as these are now.',
      complexity: 50,
      select: { id: true, stratifyBy: true },
      resolve: (dataset, _args, { application }) => datasetStrata(application.database, dataset),
    }),
    lengthHistogram: t.field({
      type: [HistogramBinObject],
      description:
        'The lengths of its rendered rows, in tokens estimated at one for three characters.',
      args: {
        bins: t.arg.int({
          required: true,
          defaultValue: 40,
          description: 'About how many bins; 1 to 200.',
        }),
      },
      complexity: 50,
      select: { id: true },
      resolve: ({ id }, { bins }, { application }) =>
        datasetLengths(application.database, { datasetId: id, bins: parse(BINS, bins, ['bins']) }),
    }),
    manifestUrl: t.string({
      description: 'Where its manifest is to be had, as JSON.',
      select: { key: true },
      resolve: ({ key }) => `/datasets/${key}/manifest.json`,
    }),
    tracesUrl: t.string({
      description:
        'Where its traces are to be had in their JSON form, as JSON Lines that can be imported.',
      select: { key: true },
      resolve: ({ key }) => `/datasets/${key}/traces.jsonl`,
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
      resolve: ({ key }, { format }) => `/datasets/${key}/export.jsonl?format=${format}`,
    }),
  }),
});

builder.prismaObjectFields('Dataset', (t) => ({
  children: t.prismaField({
    type: ['Dataset'],
    description: 'Datasets that were derived from it, the newest first; at most 100.',
    select: { id: true },
    resolve: (query, { id }, _args, { application }) =>
      application.database.prisma.dataset.findMany({
        ...query,
        where: { parentDatasetId: id },
        orderBy: { id: 'desc' },
        take: 100,
      }),
  }),
  parent: t.prismaField({
    type: 'Dataset',
    nullable: true,
    description:
      'The dataset that it was derived from; null when there is none, or it was deleted.',
    select: { parentDatasetId: true },
    resolve: (query, { parentDatasetId }, _args, { application }) =>
      parentDatasetId === null
        ? null
        : application.database.prisma.dataset.findUnique({
            ...query,
            where: { id: parentDatasetId },
          }),
  }),
}));

builder.prismaObject('DatasetTrace', {
  description: 'A trace at its place in a dataset.',
  select: { datasetId: true, position: true },
  fields: (t) => ({
    position: t.exposeInt('position'),
    trace: t.relation('trace', { description: 'The trace.' }),
  }),
});

const RenderedTrace = builder
  .objectRef<{ before: string; trained: string }>('RenderedTrace')
  .implement({
    description: 'The text that training sees of a trace, in two parts that follow one another.',
    fields: (t) => ({
      before: t.exposeString('before', {
        description: 'What is asked. The loss does not count it.',
      }),
      trained: t.exposeString('trained', { description: 'What training learns to answer.' }),
    }),
  });

builder.prismaObjectFields('Trace', (t) => ({
  rendered: t.field({
    type: RenderedTrace,
    description: 'The text that training sees of the trace, as its `tunix_sft` export has it.',
    select: { prompt: true, steps: true, finalAnswer: true },
    // The column holds the steps of a trace that was validated.
    resolve: ({ steps, ...trace }) => renderTurns({ ...trace, steps: steps as Step[] }),
  }),
  datasets: t.field({
    type: [Dataset],
    description: 'Datasets that hold the trace, which can therefore not be deleted; at most 100.',
    select: (_args, _context, nestedSelection) => ({
      datasets: {
        take: 100,
        orderBy: { datasetId: 'desc' },
        select: { dataset: nestedSelection() },
      },
    }),
    resolve: ({ datasets }) => datasets.map(({ dataset }) => dataset),
  }),
}));

const BuildDatasetInput = builder.inputType('BuildDatasetInput', {
  description: 'What a dataset is to be called, and how its traces are chosen.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Letters, digits and . _ -; 1 to 128 characters.',
    }),
    version: t.string({
      required: true,
      description: 'Letters, digits and . _ -; 1 to 64 characters. The key is `{name}-{version}`.',
    }),
    filter: t.field({
      type: TraceFilter,
      description: 'Which traces are candidates; all without it.',
    }),
    limit: t.int({ defaultValue: 100, description: 'The most traces to take; 1 to 100,000.' }),
    strategy: t.field({
      type: SelectionStrategy,
      defaultValue: 'LATEST',
      description: 'How to choose among the candidates.',
    }),
    seed: t.int({ description: 'Seed of `RANDOM` and `STRATIFIED`, which need one.' }),
    stratifyBy: t.string({
      description:
        'What `STRATIFIED` keeps the proportions of: a path into meta such as `task.kind`, or `score:baseline` in bands of ten.',
    }),
    sessionId: t.string({
      description: 'The session that the dataset is built for, kept as given.',
    }),
    parentDatasetKey: t.string({
      description: 'Key of the dataset that this one is derived from, which must exist.',
    }),
    trainingRunId: t.string({
      description: 'The training run that the dataset is built for, kept as given.',
    }),
    provenance: t.field({
      type: 'JSON',
      description:
        'Where the dataset comes from: any JSON object, laid over what the build records itself.',
    }),
  }),
});

const Preview = builder.objectRef<DatasetPreview>('DatasetPreview').implement({
  description: 'What a dataset would be if it were built now.',
  fields: (t) => ({
    matchCount: t.exposeInt('matchCount', { description: 'How many traces pass the filter.' }),
    selectedCount: t.exposeInt('selectedCount', {
      description: 'How many of them the dataset would hold.',
    }),
    stats: t.expose('stats', { type: Statistics, description: 'What those look like.' }),
    strata: t.expose('strata', {
      type: [StratumObject],
      description:
        'The strata that they are taken from, the largest first; at most 100. None unless `STRATIFIED`.',
    }),
    lengthHistogram: t.field({
      type: [HistogramBinObject],
      description:
        'The lengths of their rendered rows, in tokens estimated at one for three characters.',
      args: {
        bins: t.arg.int({
          required: true,
          defaultValue: 40,
          description: 'About how many bins; 1 to 200.',
        }),
      },
      resolve: ({ selected }, { bins }) => lengthHistogram(selected, parse(BINS, bins, ['bins'])),
    }),
    sample: t.prismaField({
      type: ['Trace'],
      description: 'The first five of them.',
      resolve: (query, { sampleIds }, _args, { application }) =>
        getTraces(application.database, sampleIds, query),
    }),
  }),
});

const Difference = builder.objectRef<DatasetDifference>('DatasetDifference').implement({
  description: 'Rows that only one of two datasets has.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many.' }),
    sample: t.prismaField({
      type: ['Trace'],
      description: 'The first twenty of them.',
      resolve: (query, { sampleIds }, _args, { application }) =>
        getTraces(application.database, sampleIds, query),
    }),
  }),
});

const Comparison = builder.objectRef<DatasetComparison>('DatasetComparison').implement({
  description: 'Two datasets side by side.',
  fields: (t) => ({
    base: t.prismaField({
      type: 'Dataset',
      description: 'The dataset that is compared with.',
      resolve: (query, { baseKey }, _args, { application }) =>
        application.database.prisma.dataset.findUniqueOrThrow({
          ...query,
          where: { key: baseKey },
        }),
    }),
    other: t.prismaField({
      type: 'Dataset',
      description: 'The dataset that is compared.',
      resolve: (query, { otherKey }, _args, { application }) =>
        application.database.prisma.dataset.findUniqueOrThrow({
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
  dataset: t.prismaField({
    type: 'Dataset',
    nullable: true,
    description: 'The dataset of a key; null when there is none.',
    args: { key: t.arg.string({ required: true, description: 'Key of the dataset.' }) },
    resolve: (query, _root, { key }, { application }) =>
      application.database.prisma.dataset.findUnique({ ...query, where: { key } }),
  }),
  datasets: t.prismaConnection(
    {
      type: 'Dataset',
      cursor: 'id',
      description: 'All datasets, the newest first; at most 100 a page.',
      complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
      totalCount: (_root, _args, { application }) => application.database.prisma.dataset.count(),
      // Prisma's own cursor finds nothing once its row is deleted.
      resolve: ({ cursor, skip, ...query }, _root, _args, { application }) =>
        application.database.prisma.dataset.findMany({
          ...query,
          skip: cursor ? 0 : skip,
          where: beyond(cursor?.id, query.take),
          orderBy: { id: 'desc' },
        }),
    },
    { name: 'QueryDatasetsConnection', description: 'A page of datasets.' },
    { name: 'QueryDatasetsConnectionEdge', description: 'A dataset and its place in the list.' },
  ),
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
    resolve: (_root, keys, { application, signal }) =>
      compareDatasets(application.database, { ...keys, signal }),
  }),
  previewDataset: t.field({
    type: Preview,
    description: 'Selects as `buildDataset` would, and stores nothing.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: BuildDatasetInput, required: true, description: 'What to select.' })
        .validate(datasetDefinition),
    },
    resolve: (_root, { input }, { application, signal }) =>
      previewDataset(application.database, input, signal),
  }),
}));

/** What comes after an id in a list with the newest first; before it, when `take` counts from the end. */
function beyond(id: string | undefined, take: number): Prisma.DatasetWhereInput {
  if (id === undefined) return {};
  return { id: take < 0 ? { gt: id } : { lt: id } };
}

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
      resolve: ({ folder, filename }) => `/exports/${folder}/${filename}`,
    }),
    preview: t.exposeStringList('preview', { description: 'Its first three lines.' }),
    forgedTurns: t.expose('forgedTurns', {
      type: [ForgedTurn],
      description: 'Rows that training must not see; only `TUNIX_SFT` has turns.',
    }),
  }),
});

builder.mutationFields((t) => ({
  buildDataset: t.prismaField({
    type: 'Dataset',
    description:
      'Selects traces and freezes them under `{name}-{version}`. Building the same again answers the same dataset.',
    errors: { types: [ValidationError, EmptySelectionError, ConflictError, NotFoundError] },
    args: {
      input: t
        .arg({ type: BuildDatasetInput, required: true, description: 'What to build.' })
        .validate(datasetDefinition),
    },
    resolve: async (query, _root, { input }, { application }) => {
      const key = await buildDataset(application.database, input);
      return application.database.prisma.dataset.findUniqueOrThrow({ ...query, where: { key } });
    },
  }),
  deleteDataset: t.prismaField({
    type: 'Dataset',
    description:
      'Deletes a dataset. Its traces stay, and its manifests and runs keep all they recorded of it.',
    errors: { types: [NotFoundError] },
    args: { key: t.arg.string({ required: true, description: 'Key of the dataset.' }) },
    // What is selected is read before the row is gone.
    resolve: (query, _root, { key }, { application }) =>
      deleteDataset(application.database, key, query),
  }),
  exportDataset: t.field({
    type: Export,
    description: 'Writes a dataset, or traces by id, to a file to download.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: ExportDatasetInput, required: true, description: 'What to export.' })
        .validate(exportInput),
    },
    resolve: (_root, { input }, { application }) =>
      exportDataset(application.database, { home: application.settings.TUNIX_RT_HOME, input }),
  }),
}));
