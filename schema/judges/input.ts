import { JUDGE_DEFAULTS } from '../../server/judges/defaults.ts';
import { JUDGE_LIMITS } from '../../server/judges/definition.ts';
import { PLACEHOLDER_LIST } from '../../server/judges/template.ts';
import { builder } from '../builder.ts';
import { ParserKind } from './judge.ts';

const LabelInput = builder.inputType('RubricLabelInput', {
  description: 'A verdict in a word, and the number that it stands for.',
  fields: (t) => ({
    label: t.string({ required: true, description: 'The word; 1 to 64 characters.' }),
    score: t.float({ required: true, description: 'The number.' }),
  }),
});

const CriterionInput = builder.inputType('RubricCriterionInput', {
  description: 'One thing that is judged: on a scale by `min` and `max`, or by `labels`.',
  fields: (t) => ({
    criteria: t.string({
      required: true,
      description:
        'What its scores are found by; 1 to 64 characters, not one that a program scores.',
    }),
    description: t.string({ description: 'What it means, as the model is told.' }),
    min: t.float({ description: 'The least number of its scale.' }),
    max: t.float({ description: 'The greatest number of its scale.' }),
    labels: t.field({ type: [LabelInput], description: 'Its labels; 2 to 20.' }),
  }),
});

const ParserInput = builder.inputType('JudgeParserInput', {
  description: 'How verdicts are read from an answer.',
  fields: (t) => ({
    kind: t.field({ type: ParserKind, required: true, description: 'The way of reading.' }),
    field: t.string({
      description:
        'Where the verdict stands in the JSON, keys with dots between them; under the name of each criteria without it.',
    }),
    explanationField: t.string({ description: 'Where the reason stands in the JSON.' }),
    pattern: t.string({
      description:
        'The regular expression: one group, or one named for each criteria. The last match counts.',
    }),
  }),
});

export const JudgeInput = builder.inputType('JudgeInput', {
  description: 'Everything that makes the verdicts of a judge.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: `What all its versions are called; 1 to ${JUDGE_LIMITS.name} letters, digits, spaces and . _ -`,
    }),
    model: t.string({ required: true, description: 'What the endpoint calls the model.' }),
    system: t.string({ description: 'The template of the system message; none without it.' }),
    prompt: t.string({
      required: true,
      description: `The template of what the model is asked, with the placeholders ${PLACEHOLDER_LIST}.`,
    }),
    temperature: t.float({
      description: 'How freely the model chooses its words, 0 to 2; not sent without it.',
    }),
    maxTokens: t.int({
      required: true,
      defaultValue: JUDGE_DEFAULTS.maxTokens,
      description: `The most tokens of an answer; 1 to ${JUDGE_LIMITS.maxTokens}.`,
    }),
    parameters: t.field({
      type: 'JSON',
      description:
        'What else a request holds, as a JSON object, such as `response_format` or `seed`; a null leaves out what would be there, such as `max_tokens`.',
    }),
    rubric: t.field({
      type: [CriterionInput],
      required: true,
      description: 'What is judged; 1 to 20.',
    }),
    parser: t.field({ type: ParserInput, required: true, description: 'How verdicts are read.' }),
  }),
});
