import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import { z } from 'zod';
import { runGrouping } from '../../server/runs/groups.ts';
import {
  countArchived,
  countRuns,
  countStatuses,
  listRunIds,
  listRuns,
} from '../../server/runs/list.ts';
import { MOST_TAG, MOST_TAGS } from '../../server/runs/markLimits.ts';
import { laterRunOrders, NEWEST_RUNS_FIRST, runOrder } from '../../server/runs/order.ts';
import { searchText } from '../../server/traces/filter.ts';
import type { Page } from '../../server/traces/list.ts';
import { builder } from '../builder.ts';
import { costOfPage, listTypes, NEWEST_FIRST, PAGE } from '../list.ts';
import { OrderDirection } from '../order.ts';
import { RunGrouping } from './grouping.ts';
import { Run, RunKind, RunMode, RunStatus } from './run.ts';

const ArchivedRuns = builder.enumType('ArchivedRuns', {
  description: 'What a list does with runs that were put aside.',
  values: {
    LEFT_OUT: { description: 'It leaves them out.' },
    ALONE: { description: 'It has no others.' },
    INCLUDED: { description: 'It has them among the others.' },
  },
});

export const RunFilter = builder.inputType('RunFilter', {
  description: 'Which runs are meant: all parts that are given must hold.',
  fields: (t) => ({
    text: t
      .string({
        description:
          'Part of its name, dataset, model, message, notes or a tag, letters in either case.',
      })
      .validate(searchText.nullish()),
    status: t.field({ type: [RunStatus], description: 'The run stands at one of these.' }),
    datasetKey: t.string({ description: 'Key of its dataset.' }),
    datasetKeyContains: t.string({
      description: "Part of its dataset's key, letters in either case.",
    }),
    mode: t.field({ type: RunMode, description: 'What it does.' }),
    kind: t.field({ type: [RunKind], description: 'Its manifest is for one of these.' }),
    modelId: t.string({ description: 'The model that it starts from.' }),
    modelIdContains: t.string({ description: "Part of its model's id, letters in either case." }),
    tags: t
      .stringList({ description: 'It has all of these tags, letters in either case.' })
      .validate(z.array(z.string().max(MOST_TAG)).max(MOST_TAGS).nullish()),
    archived: t.field({
      type: ArchivedRuns,
      defaultValue: 'LEFT_OUT',
      description: 'What of runs that were put aside; a list without a filter leaves them out too.',
    }),
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
    SETTING: {
      description:
        'What the manifest has at `setting`: numbers, then texts; runs without it come last.',
    },
    ACCURACY: {
      description:
        'The accuracy that was measured last of their checkpoints; runs without one come last.',
    },
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
    setting: t.string({
      description:
        'Keys of the manifest with dots between them, as `training.batch_size`, with `SETTING` alone.',
    }),
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
        'The runs that a filter passes, the newest first unless an order is given, without those that were put aside unless the filter wants them; at most 100 a page.',
      args: {
        filter: t.arg({ type: RunFilter, description: 'Which runs are meant; all without it.' }),
        orderBy: t
          .arg({ type: RunOrder, description: 'The order of the list.' })
          .validate(runOrder.nullish()),
        thenBy: t
          .arg({ type: [RunOrder], description: 'How runs of equal place in it are ordered.' })
          .validate(laterRunOrders.nullish()),
        isPinnedFirst: t.arg.boolean({
          defaultValue: false,
          description: 'Whether runs that are pinned come before all others.',
        }),
        groupBy: t
          .arg({
            type: RunGrouping,
            description: 'What runs stand together by; the order is one within each group.',
          })
          .validate(runGrouping.nullish()),
      },
      complexity: costOfPage,
      resolve: async (
        _root,
        { filter, orderBy, thenBy, isPinnedFirst, groupBy, ...page },
        context,
        info,
      ) => {
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
              isPinnedFirst: isPinnedFirst ?? false,
              grouping: groupBy ?? null,
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
        archivedCount: connection.int({
          description: 'How many that the rest of the filter passes were put aside.',
          resolve: ({ filter }, _args, { database }) => countArchived(database, filter),
        }),
        statuses: connection.field({
          type: [RunStatusCount],
          description:
            'How many runs of each status the rest of the filter passes; statuses without any are left out.',
          resolve: ({ filter }, _args, { database }) => countStatuses(database, filter),
        }),
      }),
    },
    {
      ...edgeType,
      fields: (edge) => ({
        group: edge.string({
          nullable: true,
          description: 'The value of its group; null in a list without groups.',
          resolve: ({ node: { group } }) => group,
        }),
      }),
    },
  ),
}));

const MOST_IDS = 10_000;

builder.queryFields((t) => ({
  runIds: t.idList({
    description: `Ids of the runs that a filter passes, the newest first; at most ${MOST_IDS}.`,
    complexity: { field: 50, multiplier: 1 },
    args: {
      filter: t.arg({ type: RunFilter, description: 'Which runs are meant; all without it.' }),
    },
    resolve: (_root, { filter }, { database }) => listRunIds(database, { filter, limit: MOST_IDS }),
  }),
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
