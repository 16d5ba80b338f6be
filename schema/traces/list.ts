import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import { DEFAULT_CRITERIA } from '../../server/scores/criteria.ts';
import { countTraces, MOST_COUNTED } from '../../server/traces/count.ts';
import { traceFilter } from '../../server/traces/filter.ts';
import { listTraces, NEWEST_TRACES_FIRST, type Page } from '../../server/traces/list.ts';
import { builder } from '../builder.ts';
import { costOfPage } from '../list.ts';
import { OrderDirection } from '../order.ts';
import { TraceFilter } from './filter.ts';
import { Trace } from './trace.ts';

const TraceOrderField = builder.enumType('TraceOrderField', {
  description: 'What traces can be ordered by.',
  values: {
    CREATED_AT: { description: 'When they were stored.' },
    SCORE: { description: 'Their newest score by a criteria; traces without one come last.' },
  },
});

const TraceOrder = builder.inputType('TraceOrder', {
  description: 'The order of a list of traces.',
  fields: (t) => ({
    field: t.field({
      type: TraceOrderField,
      required: true,
      defaultValue: 'CREATED_AT',
      description: 'What to order by.',
    }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'DESC',
      description: 'Which end comes first.',
    }),
    criteria: t.string({
      required: true,
      defaultValue: DEFAULT_CRITERIA,
      description: 'Whose scores `SCORE` means.',
    }),
  }),
});

builder.queryFields((t) => ({
  traces: t.connection(
    {
      type: Trace,
      description:
        'The traces that a filter passes, newest first unless an order is given; at most 100 a page.',
      args: {
        filter: t
          .arg({ type: TraceFilter, description: 'Which traces are meant; all without it.' })
          .validate(traceFilter.nullish()),
        orderBy: t.arg({ type: TraceOrder, description: 'The order of the list.' }),
      },
      complexity: costOfPage,
      resolve: async (_root, { filter, orderBy, ...page }, context, info) => {
        const { database, signal } = context;
        const query = queryFromInfo({
          context,
          info,
          typeName: 'Trace',
          paths: [['edges', 'node']],
        });
        const connection = await resolveCursorConnection(
          { args: page, defaultSize: 20, maxSize: 100, toCursor: ({ cursor }) => cursor },
          (slice: Page) =>
            listTraces(database, {
              filter,
              order: orderBy ?? NEWEST_TRACES_FIRST,
              page: slice,
              query,
              signal,
            }),
        );
        return { ...connection, count: onlyOnce(() => countTraces(database, { filter, signal })) };
      },
    },
    {
      name: 'QueryTracesConnection',
      description: 'A page of traces.',
      fields: (connection) => ({
        totalCount: connection.int({
          description: `How many traces the filter passes in all. All traces, and those of a source or a range of moments, are counted to the end; others up to ${MOST_COUNTED}, or as far as traces are looked at one by one, see \`totalIsFloor\`. Counting takes longer than a page.`,
          resolve: async ({ count }) => (await count()).count,
        }),
        totalIsFloor: connection.boolean({
          description:
            'Whether there may be more traces than `totalCount` says: counting ended before all were looked at, or some that were stored just now are not indexed yet.',
          resolve: async ({ count }) => (await count()).isFloor,
        }),
        unindexedCount: connection.int({
          description:
            'How many traces a search could not look at, since they were stored just now and are not indexed yet; 0 without a search.',
          resolve: async ({ count }) => (await count()).lacking,
        }),
      }),
    },
    { name: 'QueryTracesConnectionEdge', description: 'A trace and its place in the list.' },
  ),
}));

/** Asks when it is first wanted, and gives the same answer to whoever wants it too. */
function onlyOnce<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
