import { DEFAULT_CRITERIA } from '../../server/scores/criteria.ts';
import { builder } from '../builder.ts';

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
  description: 'The newest score of the whole trace by a criteria: within a range, with a label.',
  fields: (t) => ({
    criteria: t.string({
      required: true,
      defaultValue: DEFAULT_CRITERIA,
      description: 'What the trace was judged by.',
    }),
    min: t.float({ description: 'The least score that passes.' }),
    max: t.float({ description: 'The greatest score that passes.' }),
    label: t.string({ description: 'The label that it must have.' }),
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
    importId: t.id({ description: 'The trace was stored by this import.' }),
    meta: t.field({ type: [MetaFilter], description: 'Values in meta, at any depth.' }),
    score: t.field({ type: ScoreFilter, description: 'The newest score by a criteria.' }),
    stepCount: t.field({ type: IntRange, description: 'The number of steps.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'When the trace was stored.' }),
    search: t.string({
      description:
        'Prompt, steps, final answer, expected answer or context have these words, `"a phrase"`, `pre*`, and not `-this` or `-"this phrase"`. Case and accents make no difference; of Chinese, Japanese, Korean or Thai any run of characters is found.',
    }),
  }),
});
