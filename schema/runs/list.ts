import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import { countRuns, countStatuses, listRuns } from '../../server/runs/list.ts';
import { laterRunOrders, NEWEST_RUNS_FIRST, runOrder } from '../../server/runs/order.ts';
import { searchText } from '../../server/traces/filter.ts';
import type { Page } from '../../server/traces/list.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes, NEWEST_FIRST, PAGE } from '../list.ts';
import { OrderDirection } from '../order.ts';
import { Run, RunMode, RunStatus } from './run.ts';

const RunFilter = builder.inputType('RunFilter', {
  description: 'Which runs are meant: all parts that are given must hold.',
  fields: (t) => ({
    text: t
      .string({
        description: 'Part of its name, dataset, model or message, letters in either case.',
      })
      .validate(searchText.nullish()),
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

const RunOrderField = builder.enumType('RunOrderField', {
  description: 'What runs can be ordered by.',
  values: {
    CREATED_AT: { description: 'When they were enqueued.' },
    NAME: { description: 'Their name.' },
    STATUS: { description: 'Where they stand, by the name of the status.' },
    DATASET: { description: 'The key of their dataset.' },
    MODEL: { description: 'The model that they start from.' },
    TRAIN_LOSS: { description: 'Their last train loss; runs without one come last.' },
    EVAL_LOSS: { description: 'Their last eval loss; runs without one come last.' },
    METRIC: { description: 'The last value of `metric`; runs without one come last.' },
  },
});

const RunOrder = builder.inputType('RunOrder', {
  description: 'The order of a list of runs; of equal ones the later comes where later ones do.',
  fields: (t) => ({
    field: t.field({
      type: RunOrderField,
      required: true,
      defaultValue: 'CREATED_AT',
      description: 'What to order by.',
    }),
    metric: t.string({ description: 'Name of the metric, with `METRIC` alone.' }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'DESC',
      description: 'Which end comes first.',
    }),
  }),
});

const RunStatusCount = builder
  .objectRef<Awaited<ReturnType<typeof countStatuses>>[number]>('RunStatusCount')
  .implement({
    description: 'How many runs stand at a status.',
    fields: (t) => ({
      status: t.expose('status', { type: RunStatus, description: 'The status.' }),
      count: t.exposeInt('count', { description: 'How many runs stand at it.' }),
    }),
  });

const [connectionType, edgeType] = listTypes('run');

builder.queryFields((t) => ({
  runs: t.connection(
    {
      type: Run,
      description:
        'The runs that a filter passes, the newest first unless an order is given; at most 100 a page.',
      args: {
        filter: t.arg({ type: RunFilter, description: 'Which runs are meant; all without it.' }),
        orderBy: t
          .arg({ type: RunOrder, description: 'The order of the list.' })
          .validate(runOrder.nullish()),
        thenBy: t
          .arg({ type: [RunOrder], description: 'How runs of equal place in it are ordered.' })
          .validate(laterRunOrders.nullish()),
      },
      complexity: costOfPage,
      resolve: async (_root, { filter, orderBy, thenBy, ...page }, context, info) => {
        const query = queryFromInfo({
          context,
          info,
          typeName: 'Run',
          paths: [['edges', 'node']],
        });
        const connection = await resolveCursorConnection(
          {
            args: page,
            defaultSize: PAGE.usual,
            maxSize: PAGE.largest,
            toCursor: ({ cursor }) => cursor,
          },
          (slice: Page) =>
            listRuns(context.database, {
              filter,
              orders: [orderBy ?? NEWEST_RUNS_FIRST, ...(thenBy ?? [])],
              page: slice,
              query,
            }),
        );
        return { ...connection, filter };
      },
    },
    {
      ...connectionType,
      fields: (connection) => ({
        totalCount: connection.int({
          description: 'How many runs the filter passes in all.',
          resolve: ({ filter }, _args, { database }) => countRuns(database, filter),
        }),
        statuses: connection.field({
          type: [RunStatusCount],
          description:
            'How many runs of each status the rest of the filter passes; statuses without any are left out.',
          resolve: ({ filter }, _args, { database }) => countStatuses(database, filter),
        }),
      }),
    },
    edgeType,
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
