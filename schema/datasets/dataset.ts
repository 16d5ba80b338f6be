import type { DATASET_KINDS, SELECTION_STRATEGIES } from '../../server/datasets/definition.ts';
import { builder } from '../builder.ts';

export const DatasetKind = builder.enumType('DatasetKind', {
  description: 'What the rows of a dataset are.',
  values: {
    TRACES: { description: 'Traces.' },
    PAIRS: {
      description: 'Pairs of traces of one question, of which one scores above the other.',
    },
  } satisfies Record<(typeof DATASET_KINDS)[number], object>,
});

export const SelectionStrategy = builder.enumType('SelectionStrategy', {
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

export const Dataset = builder.prismaObject('Dataset', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.exposeString('key'),
    name: t.exposeString('name', { description: 'The first part of the key.' }),
    version: t.exposeString('version', { description: 'The second part of the key.' }),
    schemaVersion: t.exposeString('schemaVersion'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    filter: t.expose('filter', { type: 'JSON' }),
    kind: t.expose('kind', { type: DatasetKind }),
    fromParent: t.exposeBoolean('fromParent'),
    addedTraceIds: t.expose('addedTraceIds', { type: 'JSON', nullable: true }),
    duplicates: t.expose('duplicates', { type: 'JSON', nullable: true }),
    split: t.expose('split', { type: 'JSON', nullable: true }),
    pairing: t.expose('pairing', { type: 'JSON', nullable: true }),
    pairCount: t.exposeInt('pairCount', { nullable: true }),
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
  }),
});

builder.queryFields((t) => ({
  dataset: t.prismaField({
    type: 'Dataset',
    nullable: true,
    description: 'The dataset of a key; null when there is none.',
    args: { key: t.arg.string({ required: true, description: 'Key of the dataset.' }) },
    resolve: (query, _root, { key }, { database }) =>
      database.prisma.dataset.findUnique({ ...query, where: { key } }),
  }),
}));
