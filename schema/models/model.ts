import { ADDRESSES, writeAddress } from '../../server/addresses.ts';
import { NotFoundError } from '../../server/errors.ts';
import { evaluationsOf } from '../../server/models/evaluationsOf.ts';
import { exportsOf } from '../../server/models/exports.ts';
import { listModelFiles, type ModelFile } from '../../server/models/files.ts';
import { getModelVersion } from '../../server/models/get.ts';
import { type Stage, storedLineage } from '../../server/models/lineage.ts';
import { modelsNamed } from '../../server/models/list.ts';
import { searchText } from '../../server/traces/filter.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes } from '../list.ts';
import { RunKind } from '../runs/run.ts';

export const reference = {
  required: true,
  description: 'The version: `name@3`, `name@champion`, or `name` for the newest.',
} as const;

export const ModelStage = builder.objectRef<Stage>('ModelStage').implement({
  description: 'A training that led to a model.',
  fields: (t) => ({
    runId: t.exposeID('runId', { description: 'Id of the training; it may have been deleted.' }),
    name: t.exposeString('name', { description: 'What it was called.' }),
    kind: t.expose('kind', { type: RunKind, description: 'What kind of training it was.' }),
    step: t.exposeInt('step', { description: 'The step of the checkpoint that was taken.' }),
    datasetKey: t.exposeString('datasetKey', { description: 'Key of its dataset.' }),
    datasetDigest: t.exposeString('datasetDigest', { description: 'Digest of that.' }),
    split: t.string({
      nullable: true,
      description: 'The side of the dataset that it was trained on; null for all of it.',
      resolve: ({ learned }) => learned.split,
    }),
    isCut: t.exposeBoolean('isCut', {
      description:
        'Whether it went on from trainings that were deleted, of which nothing is known.',
    }),
  }),
});

const ModelFileObject = builder.objectRef<ModelFile>('ModelFile').implement({
  description: 'A file of a version of a model.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Its path in the folder of the version.' }),
    sizeBytes: t.field({
      type: 'BigInt',
      description: 'Its size in bytes.',
      resolve: ({ sizeBytes }) => BigInt(sizeBytes),
    }),
  }),
});

export const ModelVersion = builder.prismaObject('ModelVersion', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    model: t.relation('model', { description: 'The model that it is a version of.' }),
    version: t.exposeInt('version'),
    reference: t.string({
      description: 'What commands call it: `name@3`.',
      select: { version: true, model: { select: { name: true } } },
      resolve: ({ version, model }) => `${model.name}@${version}`,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    run: t.relation('run', {
      nullable: true,
      description: 'The training that made it; null when that was deleted.',
    }),
    runName: t.exposeString('runName'),
    step: t.exposeInt('step'),
    baseModelId: t.exposeString('baseModelId'),
    digest: t.exposeString('digest'),
    sizeBytes: t.expose('sizeBytes', { type: 'BigInt' }),
    isAdapter: t.exposeBoolean('isAdapter'),
    configuration: t.expose('configuration', { type: 'JSON' }),
    files: t.field({
      type: [ModelFileObject],
      description: 'Its files by path; none where they are on another server.',
      complexity: 50,
      select: { id: true },
      resolve: ({ id }, _args, { settings }) => listModelFiles(settings.TUNIX_RT_HOME, id),
    }),
    notes: t.exposeString('notes'),
    aliases: t.stringList({
      description: 'The names that point at it, such as `champion`.',
      select: { aliases: { select: { name: true }, orderBy: { name: 'asc' } } },
      resolve: ({ aliases }) => aliases.map(({ name }) => name),
    }),
    stages: t.field({
      type: [ModelStage],
      description: 'The trainings that led to it, oldest first.',
      select: { lineage: true },
      resolve: storedLineage,
    }),
    evaluations: t.prismaField({
      type: ['Evaluation'],
      description: 'Evaluations of exactly this checkpoint, the newest first; at most 100.',
      select: { id: true, runId: true, step: true },
      resolve: (query, { id, runId, step }, _args, { database }) =>
        database.prisma.evaluation.findMany({
          ...query,
          where: evaluationsOf({ runId, modelVersionId: id, step }),
          orderBy: { id: 'desc' },
          take: 100,
        }),
    }),
    exports: t.prismaField({
      type: ['Run'],
      description: 'The runs that export exactly this checkpoint, the newest first; at most 100.',
      select: { id: true, runId: true, step: true },
      resolve: async (query, version, _args, { database }) =>
        database.prisma.run.findMany({
          ...query,
          where: { id: { in: await exportsOf(database, version) } },
          orderBy: { id: 'desc' },
        }),
    }),
    url: t.string({
      description: 'Where to download it as a tar archive.',
      select: { version: true, model: { select: { name: true } } },
      resolve: ({ version, model }) =>
        writeAddress(ADDRESSES.model, { reference: `${model.name}@${version}` }),
    }),
  }),
});

export const RegisteredModel = builder.prismaObject('RegisteredModel', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    notes: t.exposeString('notes'),
    versions: t.relation('versions', {
      description: 'Its versions, the newest first.',
      query: { orderBy: { version: 'desc' } },
    }),
  }),
});

builder.queryFields((t) => ({
  models: t.prismaConnection(
    {
      type: 'RegisteredModel',
      cursor: 'id',
      description: 'Registered models, the newest first; at most 100 a page.',
      args: {
        text: t.arg
          .string({ description: 'Part of the name, letters in either case.' })
          .validate(searchText.nullish()),
      },
      complexity: costOfPage,
      totalCount: async (_root, { text }, { database }) =>
        database.prisma.registeredModel.count({ where: await modelsNamed(database, text) }),
      resolve: async (query, _root, { text }, { database }) =>
        database.prisma.registeredModel.findMany({
          ...query,
          where: await modelsNamed(database, text),
          orderBy: { id: 'desc' },
        }),
    },
    ...listTypes('model'),
  ),
  model: t.prismaField({
    type: 'RegisteredModel',
    nullable: true,
    description: 'The registered model of a name; null when there is none.',
    args: { name: t.arg.string({ required: true, description: 'Name of the model.' }) },
    resolve: (query, _root, { name }, { database }) =>
      database.prisma.registeredModel.findUnique({ ...query, where: { name } }),
  }),
  modelVersion: t.field({
    type: ModelVersion,
    description: 'The version that a text means; an error says what there is instead.',
    errors: { types: [NotFoundError] },
    args: { reference: t.arg.string(reference) },
    resolve: (_root, args, { database }) => getModelVersion(database, args.reference),
  }),
}));

builder.prismaObjectFields('Run', (t) => ({
  modelVersions: t.relation('modelVersions', {
    description: 'The versions of models that its checkpoints were kept as.',
    query: { orderBy: { id: 'asc' } },
  }),
  startModelVersion: t.prismaField({
    type: 'ModelVersion',
    nullable: true,
    description: 'The version of a model that it starts from; null when that was deleted.',
    select: { startModelVersionId: true },
    resolve: (query, { startModelVersionId }, _args, { database }) =>
      database.prisma.modelVersion.findUnique({
        ...query,
        where: { id: startModelVersionId ?? '' },
      }),
  }),
}));

builder.prismaObjectFields('Checkpoint', (t) => ({
  modelVersions: t.prismaField({
    type: ['ModelVersion'],
    description: 'The versions of models that it was kept as.',
    select: { runId: true, step: true },
    resolve: (query, { runId, step }, _args, { database }) =>
      database.prisma.modelVersion.findMany({
        ...query,
        where: { runId, step },
        orderBy: { id: 'asc' },
      }),
  }),
}));
