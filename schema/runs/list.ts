import { runCondition } from '../../server/runs/filter.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes, NEWEST_FIRST } from '../list.ts';
import { RunMode, RunStatus } from './run.ts';

const RunFilter = builder.inputType('RunFilter', {
  description: 'Which runs are meant: all parts that are given must hold.',
  fields: (t) => ({
    status: t.field({ type: [RunStatus], description: 'The run stands at one of these.' }),
    datasetKey: t.string({ description: 'Key of its dataset.' }),
    datasetKeyContains: t.string({
      description: "Part of its dataset's key, letters in either case.",
    }),
    mode: t.field({ type: RunMode, description: 'What it does.' }),
    modelId: t.string({ description: 'The model that it starts from.' }),
    modelIdContains: t.string({ description: "Part of its model's id, letters in either case." }),
  }),
});

builder.queryFields((t) => ({
  runs: t.prismaConnection(
    {
      type: 'Run',
      cursor: 'id',
      description: 'The runs that a filter passes, the newest first; at most 100 a page.',
      args: {
        filter: t.arg({ type: RunFilter, description: 'Which runs are meant; all without it.' }),
      },
      complexity: costOfPage,
      totalCount: async (_root, { filter }, { database }) =>
        database.prisma.run.count({ where: await runCondition(database, filter ?? {}) }),
      resolve: async (query, _root, { filter }, { database }) =>
        database.prisma.run.findMany({
          ...query,
          where: await runCondition(database, filter ?? {}),
          orderBy: { id: 'desc' },
        }),
    },
    ...listTypes('run'),
  ),
}));

builder.prismaObjectFields('Manifest', (t) => ({
  runs: t.relatedConnection('runs', {
    ...NEWEST_FIRST,
    description: 'Runs that were started from the manifest, the newest first.',
  }),
}));

builder.prismaObjectFields('Dataset', (t) => ({
  runs: t.relatedConnection('runs', {
    ...NEWEST_FIRST,
    description: 'Runs that used the dataset, the newest first.',
  }),
}));
