import type { Score as ScoreRow } from '../../prisma/generated/sqlite/client.ts';
import { ValidationError } from '../../server/errors.ts';
import { addScores, addScoresInput } from '../../server/scores/add.ts';
import { builder } from '../builder.ts';
import { Score } from './score.ts';

const GivenSource = builder.enumType('GivenSource', {
  description: 'Who may give scores by `addScores`.',
  values: {
    PERSON: { description: 'Someone who read the trace.' },
    PROGRAM: { description: 'A program of yours.' },
  },
});

const GivenScoreInput = builder.inputType('GivenScoreInput', {
  description: 'A score of a trace, or of one of its steps.',
  fields: (t) => ({
    traceId: t.id({ required: true, description: 'Id of the trace.' }),
    criteria: t.string({
      required: true,
      description: 'What it was judged by; 1 to 64 characters.',
    }),
    score: t.float({ required: true, description: 'The verdict as a number.' }),
    step: t.int({ description: 'The step that was judged, from 0; the whole trace without it.' }),
    label: t.string({ description: 'The verdict in a word; 1 to 200 characters.' }),
    explanation: t.string({ description: 'Why; 1 to 20,000 characters.' }),
  }),
});

const AddScoresInput = builder.inputType('AddScoresInput', {
  description: 'Scores to add, all or none.',
  fields: (t) => ({
    source: t.field({ type: GivenSource, required: true, description: 'Who gives them.' }),
    judge: t.string({
      required: true,
      description: 'The name of the person or program; 1 to 128 characters.',
    }),
    version: t.string({ description: 'The version of the program; 1 to 64 characters.' }),
    scores: t.field({ type: [GivenScoreInput], required: true, description: '1 to 1,000 scores.' }),
  }),
});

const AddScoresPayload = builder.objectRef<ScoreRow[]>('AddScoresPayload').implement({
  description: 'All scores of the request were added.',
  fields: (t) => ({
    addedCount: t.int({ description: 'How many.', resolve: ({ length }) => length }),
    scores: t.field({
      type: [Score],
      description: 'The scores, in the order of the request.',
      resolve: (scores) => scores,
    }),
  }),
});

builder.mutationField('addScores', (t) =>
  t.field({
    type: AddScoresPayload,
    description:
      'Adds scores that a person or a program gives. The newest of each criteria counts.',
    errors: { types: [ValidationError] },
    args: {
      input: t
        .arg({ type: AddScoresInput, required: true, description: 'The scores.' })
        .validate(addScoresInput),
    },
    resolve: (_root, { input }, { database }) => addScores(database, input),
  }),
);
