import { definitionOf } from '../../server/judges/definition.ts';
import { type JudgeStatus, judgeStatus } from '../../server/judges/endpoint/endpoint.ts';
import { type Criterion, describeScale } from '../../server/judges/rubric.ts';
import { builder } from '../builder.ts';

export const ParserKind = builder.enumType('JudgeParserKind', {
  description: 'How verdicts are read from what a model answers.',
  values: {
    JSON: {
      description: 'The last JSON object in the answer, with a member for each criteria.',
    },
    LABEL: { description: 'The last line is one of the labels, alone or after a colon.' },
    NUMBER: { description: 'The last line is a number of the scale, alone or after a colon.' },
    REGEX: { description: 'The last match of a regular expression, with a group each.' },
  },
});

const Label = builder.objectRef<{ label: string; score: number }>('RubricLabel').implement({
  description: 'A verdict in a word, and the number that it stands for.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'The word.' }),
    score: t.exposeFloat('score', { description: 'The number.' }),
  }),
});

const CriterionObject = builder.objectRef<Criterion>('RubricCriterion').implement({
  description: 'One thing that is judged, on a scale or by labels.',
  fields: (t) => ({
    criteria: t.exposeString('criteria', { description: 'What its scores are found by.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'What it means, as the model is told.',
    }),
    scale: t.string({
      description: 'What verdicts may be, in words.',
      resolve: ({ scale }) => describeScale(scale),
    }),
    min: t.float({
      nullable: true,
      description: 'The least number of its scale.',
      resolve: ({ scale }) => ('min' in scale ? scale.min : null),
    }),
    max: t.float({
      nullable: true,
      description: 'The greatest number of its scale.',
      resolve: ({ scale }) => ('max' in scale ? scale.max : null),
    }),
    labels: t.field({
      type: [Label],
      description: 'Its labels; none where it has a scale.',
      resolve: ({ scale }) => ('labels' in scale ? scale.labels : []),
    }),
  }),
});

const ParserObject = builder
  .objectRef<ReturnType<typeof definitionOf>['parser']>('JudgeParser')
  .implement({
    description: 'How verdicts are read from an answer.',
    fields: (t) => ({
      kind: t.expose('kind', { type: ParserKind, description: 'The way of reading.' }),
      field: t.exposeString('field', {
        nullable: true,
        description:
          'Where the verdict stands in the JSON; under the name of each criteria without it.',
      }),
      explanationField: t.exposeString('explanationField', {
        nullable: true,
        description: 'Where the reason stands in the JSON.',
      }),
      pattern: t.exposeString('pattern', {
        nullable: true,
        description: 'The regular expression.',
      }),
    }),
  });

/** All columns, which together are what a judge is. */
export const WHOLE = {
  id: true,
  name: true,
  version: true,
  createdAt: true,
  model: true,
  system: true,
  prompt: true,
  temperature: true,
  maxTokens: true,
  parameters: true,
  rubric: true,
  parser: true,
} as const;

export const Judge = builder.prismaObject('Judge', {
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name', { description: 'What all its versions are called.' }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    model: t.exposeString('model'),
    system: t.exposeString('system', { nullable: true }),
    prompt: t.exposeString('prompt'),
    temperature: t.exposeFloat('temperature', { nullable: true }),
    maxTokens: t.exposeInt('maxTokens'),
    parameters: t.expose('parameters', { type: 'JSON' }),
    rubric: t.field({
      type: [CriterionObject],
      description: 'What is judged.',
      select: WHOLE,
      resolve: (judge) => definitionOf(judge).rubric,
    }),
    parser: t.field({
      type: ParserObject,
      description: 'How verdicts are read from an answer.',
      select: WHOLE,
      resolve: (judge) => definitionOf(judge).parser,
    }),
  }),
});

const Status = builder.objectRef<JudgeStatus>('JudgeStatus').implement({
  description: 'Whether judges can be asked here.',
  fields: (t) => ({
    available: t.exposeBoolean('available', { description: 'Whether an endpoint is set.' }),
    baseUrl: t.exposeString('baseUrl', {
      nullable: true,
      description: 'The endpoint: `JUDGE_BASE_URL`.',
    }),
    message: t.exposeString('message', { description: 'Where they are asked, or what to set.' }),
  }),
});

builder.queryFields((t) => ({
  judgeStatus: t.field({
    type: Status,
    description: 'Whether judges can be asked here, and where; nobody is asked for that.',
    resolve: (_root, _args, { settings }) => judgeStatus(settings),
  }),
  judge: t.prismaField({
    type: 'Judge',
    nullable: true,
    description: 'The version of a judge that has an id; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of the version.' }) },
    resolve: (query, _root, { id }, { database }) =>
      database.prisma.judge.findUnique({ ...query, where: { id } }),
  }),
}));
