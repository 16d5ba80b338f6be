import { contextOf, metaOf, stepsOf } from '../../server/traces/columns.ts';
import { type Excerpt, excerptOf, startOf } from '../../server/traces/excerpt.ts';
import { searchText } from '../../server/traces/filter.ts';
import { type Step, type Turn, toTraceJson } from '../../server/traces/trace.ts';
import { builder } from '../builder.ts';

const StepObject = builder.objectRef<Step>('Step').implement({
  description: 'A step of reasoning.',
  fields: (t) => ({
    i: t.exposeInt('i', { description: 'The number of the step, unique in its trace.' }),
    type: t.exposeString('type', { description: 'What the step does, such as `compute`.' }),
    content: t.exposeString('content', { description: 'The text of the step.' }),
  }),
});

export const TurnRole = builder.enumType('TurnRole', {
  description: 'Who speaks a turn.',
  values: {
    SYSTEM: { value: 'system', description: 'Whoever set up the conversation.' },
    USER: { value: 'user', description: 'Whoever asks.' },
    ASSISTANT: { value: 'assistant', description: 'The model.' },
    TOOL: { value: 'tool', description: 'A tool that the model called.' },
  } as const,
});

const TurnObject = builder.objectRef<Turn>('Turn').implement({
  description: 'A turn before the prompt.',
  fields: (t) => ({
    role: t.expose('role', { type: TurnRole, description: 'Who speaks.' }),
    content: t.exposeString('content', { description: 'What is said.' }),
  }),
});

const TracePart = builder.enumType('TracePart', {
  description: 'A part of a trace.',
  values: {
    PROMPT: { description: 'What the model is asked.' },
    STEP: { description: 'A step of reasoning.' },
    ANSWER: { description: 'What the reasoning arrives at.' },
    EXPECTED_ANSWER: { description: 'What the final answer should be.' },
    CONTEXT: { description: 'A turn before the prompt.' },
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
        'The first place where a text stands: in the prompt, else in a step, in the answer, in what is expected, or in the context; null when it stands nowhere. Letters match in either case, accents composed or not.',
      args: {
        search: t.arg
          .string({ required: true, description: 'The text; 1 to 1,000 characters.' })
          .validate(searchText),
      },
      select: { prompt: true, steps: true, finalAnswer: true, expectedAnswer: true, context: true },
      resolve: (trace, { search }) =>
        excerptOf({ ...trace, steps: stepsOf(trace), context: contextOf(trace) }, search),
    }),
    expectedAnswer: t.exposeString('expectedAnswer', { nullable: true }),
    context: t.field({
      type: [TurnObject],
      description: 'The turns before the prompt, in their order.',
      select: { context: true },
      resolve: (trace) => contextOf(trace) ?? [],
    }),
    meta: t.expose('meta', { type: 'JSON', nullable: true }),
    steps: t.field({
      type: [StepObject],
      description: 'The steps in the order given.',
      select: { steps: true },
      resolve: stepsOf,
    }),
    json: t.field({
      type: 'JSON',
      description: 'The trace in its JSON form, as it is imported and exported.',
      select: {
        traceVersion: true,
        prompt: true,
        finalAnswer: true,
        expectedAnswer: true,
        context: true,
        steps: true,
        meta: true,
      },
      resolve: ({ expectedAnswer, ...trace }) =>
        toTraceJson({
          ...trace,
          expectedAnswer: expectedAnswer ?? undefined,
          context: contextOf(trace),
          steps: stepsOf(trace),
          meta: metaOf(trace),
        }),
    }),
  }),
});

builder.queryFields((t) => ({
  trace: t.prismaField({
    type: 'Trace',
    nullable: true,
    description: 'The trace of an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the trace.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.trace.findUnique({ ...query, where: { id } }),
  }),
}));
