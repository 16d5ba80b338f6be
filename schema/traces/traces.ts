import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import { z } from 'zod';
import { InUseError, ValidationError } from '../../server/errors.ts';
import { createTrace, createTraces } from '../../server/traces/create.ts';
import { deleteTraces } from '../../server/traces/delete.ts';
import { type Excerpt, excerptOf, startOf } from '../../server/traces/excerpt.ts';
import { type FacetValue, traceFacet, traceMetaPaths } from '../../server/traces/facet.ts';
import { metaPath, searchText, traceFilter } from '../../server/traces/filter.ts';
import { getTraces } from '../../server/traces/get.ts';
import { countTraces, listTraces, NEWEST_FIRST, type Page } from '../../server/traces/list.ts';
import { type Step, toTraceJson, traceContent } from '../../server/traces/trace.ts';
import { builder } from '../builder.ts';

const StepObject = builder.objectRef<Step>('Step').implement({
  description: 'A step of reasoning.',
  fields: (t) => ({
    i: t.exposeInt('i', { description: 'The number of the step, unique in its trace.' }),
    type: t.exposeString('type', { description: 'What the step does, such as `compute`.' }),
    content: t.exposeString('content', { description: 'The text of the step.' }),
  }),
});

const TracePart = builder.enumType('TracePart', {
  description: 'A part of a trace.',
  values: {
    PROMPT: { description: 'What the model is asked.' },
    STEP: { description: 'A step of reasoning.' },
    ANSWER: { description: 'What the reasoning arrives at.' },
  },
});

const TraceExcerpt = builder.objectRef<Excerpt>('TraceExcerpt').implement({
  description: 'Where a text stands in a trace, with some of what is around it, in one line.',
  fields: (t) => ({
    part: t.expose('part', { type: TracePart, description: 'Which part the text stands in.' }),
    step: t.exposeInt('step', {
      nullable: true,
      description: 'The number of the step, when it stands in a step.',
    }),
    before: t.exposeString('before', { description: 'What stands before it.' }),
    match: t.exposeString('match', { description: 'The text as the trace has it.' }),
    after: t.exposeString('after', { description: 'What stands after it.' }),
  }),
});

export const Trace = builder.prismaObject('Trace', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    traceVersion: t.exposeString('traceVersion'),
    source: t.exposeString('source', { nullable: true }),
    stepCount: t.exposeInt('stepCount'),
    stepChars: t.exposeInt('stepChars'),
    charCount: t.exposeInt('charCount'),
    sizeBytes: t.exposeInt('sizeBytes'),
    digest: t.exposeString('digest'),
    prompt: t.exposeString('prompt'),
    promptStart: t.string({
      description: 'The beginning of the prompt in one line: at most 400 characters.',
      select: { prompt: true },
      resolve: ({ prompt }) => startOf(prompt),
    }),
    finalAnswer: t.exposeString('finalAnswer'),
    excerpt: t.field({
      type: TraceExcerpt,
      nullable: true,
      description:
        'The first place where a text stands: in the prompt, else in a step, else in the answer; null when it stands nowhere. Letters match in either case, accents composed or not.',
      args: {
        search: t.arg
          .string({ required: true, description: 'The text; 1 to 1,000 characters.' })
          .validate(searchText),
      },
      select: { prompt: true, steps: true, finalAnswer: true },
      resolve: ({ steps, ...trace }, { search }) =>
        excerptOf({ ...trace, steps: steps as Step[] }, search),
    }),
    meta: t.expose('meta', { type: 'JSON', nullable: true }),
    steps: t.field({
      type: [StepObject],
      description: 'The steps in the order given.',
      select: { steps: true },
      // The column holds the steps of a trace that was validated.
      resolve: ({ steps }) => steps as Step[],
    }),
    json: t.field({
      type: 'JSON',
      description: 'The trace in its JSON form, as it is imported and exported.',
      select: { traceVersion: true, prompt: true, finalAnswer: true, steps: true, meta: true },
      resolve: ({ steps, meta, ...trace }) =>
        toTraceJson({
          ...trace,
          steps: steps as Step[],
          meta: (meta ?? undefined) as Record<string, unknown> | undefined,
        }),
    }),
  }),
});

const StepInput = builder.inputType('StepInput', {
  description: 'A step of reasoning.',
  fields: (t) => ({
    i: t.int({
      required: true,
      description: 'The number of the step: 0 or more, unique in its trace.',
    }),
    type: t.string({ required: true, description: 'What the step does; 1 to 64 characters.' }),
    content: t.string({
      required: true,
      description: 'The text of the step; 1 to 200,000 characters.',
    }),
  }),
});

const TraceInput = builder.inputType('TraceInput', {
  description: 'A reasoning trace. Lengths count Unicode code points.',
  fields: (t) => ({
    traceVersion: t.string({
      required: true,
      description: 'Version of the trace format, such as `1.0`; 1 to 64 characters.',
    }),
    prompt: t.string({
      required: true,
      description: 'What the model is asked; 1 to 200,000 characters.',
    }),
    finalAnswer: t.string({
      required: true,
      description: 'What the reasoning arrives at; 1 to 200,000 characters.',
    }),
    steps: t.field({
      type: [StepInput],
      required: true,
      description: '1 to 1,000 steps, kept in the order given.',
    }),
    meta: t.field({ type: 'JSON', description: 'Free properties; any JSON object.' }),
  }),
});

const ImportTracesInput = builder.inputType('ImportTracesInput', {
  description: 'Traces to store, all or none.',
  fields: (t) => ({
    traces: t.field({ type: [TraceInput], required: true, description: '1 to 1,000 traces.' }),
  }),
});

const importInput = z.strictObject({ traces: z.array(traceContent).min(1).max(1_000) });

const MetaFilter = builder.inputType('MetaFilter', {
  description: 'A value in meta.',
  fields: (t) => ({
    path: t.string({
      required: true,
      description:
        'Keys with dots between them, such as `task.kind`; a key with a dot in it stands in double quotes.',
    }),
    equals: t.field({
      type: 'JSON',
      description:
        'The JSON scalar that must be there, or in a list there: a string, a number, true, false or null.',
    }),
  }),
});

const ScoreFilter = builder.inputType('ScoreFilter', {
  description: 'The newest score by a criteria, within a range.',
  fields: (t) => ({
    criteria: t.string({
      required: true,
      defaultValue: 'baseline',
      description: 'What the trace was judged by.',
    }),
    min: t.float({ description: 'The least score that passes.' }),
    max: t.float({ description: 'The greatest score that passes.' }),
  }),
});

export const IntRange = builder.inputType('IntRange', {
  description: 'A range of whole numbers, both ends included; an end that is not given is open.',
  fields: (t) => ({
    min: t.int({ description: 'The least number that passes.' }),
    max: t.int({ description: 'The greatest number that passes.' }),
  }),
});

const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'A range of moments; an end that is not given is open.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'The first moment that passes.' }),
    to: t.field({ type: 'DateTime', description: 'The first moment that passes no more.' }),
  }),
});

export const TraceFilter = builder.inputType('TraceFilter', {
  description:
    'Which traces are meant: all parts that are given must hold. It looks at every trace, however old.',
  fields: (t) => ({
    ids: t.idList({ description: 'The trace is one of these.' }),
    exceptIds: t.idList({ description: 'The trace is none of these.' }),
    source: t.string({ description: '`meta.source` is this.' }),
    meta: t.field({ type: [MetaFilter], description: 'Values in meta, at any depth.' }),
    score: t.field({ type: ScoreFilter, description: 'The newest score by a criteria.' }),
    stepCount: t.field({ type: IntRange, description: 'The number of steps.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'When the trace was stored.' }),
    search: t.string({
      description:
        'Prompt, final answer or a step contains this text; letters match in either case, accents composed or not.',
    }),
  }),
});

const TraceOrderField = builder.enumType('TraceOrderField', {
  description: 'What traces can be ordered by.',
  values: {
    CREATED_AT: { description: 'When they were stored.' },
    SCORE: { description: 'Their newest score by a criteria; traces without one come last.' },
  },
});

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of a list comes first.',
  values: {
    ASC: { description: 'The least or oldest first.' },
    DESC: { description: 'The greatest or newest first.' },
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
      defaultValue: 'baseline',
      description: 'Whose scores `SCORE` means.',
    }),
  }),
});

const FacetValueObject = builder.objectRef<FacetValue>('FacetValue').implement({
  description: 'A value that meta has at a path.',
  fields: (t) => ({
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'The value.' }),
    count: t.exposeInt('count', { description: 'In how many traces.' }),
  }),
});

builder.queryFields((t) => ({
  traceFacet: t.field({
    type: [FacetValueObject],
    description:
      'The most frequent values at a path of meta, or in lists there, among the traces that a filter passes.',
    args: {
      path: t.arg
        .string({
          required: true,
          description: 'Keys with dots between them, such as `source` or `task.kind`.',
        })
        .validate(metaPath),
      filter: t
        .arg({ type: TraceFilter, description: 'Which traces are meant; all without it.' })
        .validate(traceFilter.nullish()),
      first: t.arg
        .int({ required: true, defaultValue: 20, description: 'The most values; 1 to 100.' })
        .validate(z.int().min(1).max(100)),
    },
    resolve: (_root, { path, filter, first }, { application, signal }) =>
      traceFacet(application.database, { path, filter, limit: first, signal }),
  }),
  traceMetaPaths: t.stringList({
    description:
      'The paths in meta that lead to scalars, or to lists of them, in the traces that a filter passes: the 200 most frequent, these first.',
    args: {
      filter: t
        .arg({ type: TraceFilter, description: 'Which traces are meant; all without it.' })
        .validate(traceFilter.nullish()),
    },
    resolve: (_root, { filter }, { application, signal }) =>
      traceMetaPaths(application.database, filter, signal),
  }),
  trace: t.prismaField({
    type: 'Trace',
    nullable: true,
    description: 'The trace of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the trace.' }) },
    resolve: (query, _root, { id }, { application }) =>
      application.database.prisma.trace.findUnique({ ...query, where: { id } }),
  }),
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
      complexity: ({ first, last }) => ({ field: 1, multiplier: first ?? last ?? 20 }),
      resolve: async (_root, { filter, orderBy, ...page }, context, info) => {
        const { database } = context.application;
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
              order: orderBy ?? NEWEST_FIRST,
              page: slice,
              query,
              signal: context.signal,
            }),
        );
        return { ...connection, filter };
      },
    },
    {
      name: 'QueryTracesConnection',
      description: 'A page of traces.',
      fields: (connection) => ({
        totalCount: connection.int({
          description:
            'How many traces the filter passes in all. Counting takes longer than a page.',
          resolve: ({ filter }, _args, { application, signal }) =>
            countTraces(application.database, filter, signal),
        }),
      }),
    },
    { name: 'QueryTracesConnectionEdge', description: 'A trace and its place in the list.' },
  ),
}));

const DeleteTracesPayload = builder
  .objectRef<{ deletedCount: number }>('DeleteTracesPayload')
  .implement({
    description: 'Traces were deleted.',
    fields: (t) => ({
      deletedCount: t.exposeInt('deletedCount', {
        description: 'How many of the ids were stored, and no longer are.',
      }),
    }),
  });

const ImportTracesPayload = builder.objectRef<{ ids: string[] }>('ImportTracesPayload').implement({
  description: 'All traces of the request were stored.',
  fields: (t) => ({
    createdCount: t.int({ description: 'How many were stored.', resolve: ({ ids }) => ids.length }),
    ids: t.exposeIDList('ids', { description: 'Their ids, in the order of the request.' }),
    traces: t.prismaField({
      type: ['Trace'],
      description: 'The traces, in the order of the request.',
      resolve: (query, { ids }, _args, { application }) =>
        getTraces(application.database, ids, query),
    }),
  }),
});

builder.mutationFields((t) => ({
  createTrace: t.prismaField({
    type: 'Trace',
    description: 'Stores a trace.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: TraceInput, required: true, description: 'The trace.' })
        .validate(traceContent),
    },
    resolve: (_query, _root, { input }, { application }) =>
      createTrace(application.database, {
        trace: input,
        maxBytes: application.settings.TRACE_MAX_BYTES,
      }),
  }),
  importTraces: t.field({
    type: ImportTracesPayload,
    description: 'Stores traces, all or none.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: ImportTracesInput, required: true, description: 'The traces.' })
        .validate(importInput),
    },
    resolve: async (_root, { input }, { application }) => ({
      ids: await createTraces(application.database, {
        traces: input.traces,
        maxBytes: application.settings.TRACE_MAX_BYTES,
      }),
    }),
  }),
  deleteTraces: t.field({
    type: DeleteTracesPayload,
    description:
      'Deletes traces with their scores, all or none; refused while a dataset holds one of them.',
    errors: { types: [InUseError] },
    args: {
      ids: t.arg.idList({
        required: true,
        description: 'Ids of the traces. Those that are not stored are passed over.',
      }),
    },
    resolve: async (_root, { ids }, { application }) => ({
      deletedCount: await deleteTraces(application.database, ids),
    }),
  }),
}));
