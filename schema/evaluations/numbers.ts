import type { Lengths, MetaGroup, Numbers } from '../../server/evaluations/numbers/numbers.ts';
import { builder } from '../builder.ts';
import { EstimateObject } from './estimate.ts';

const SolvedIn = builder.objectRef<Numbers['solvedIn'][number]>('SolvedIn').implement({
  description: 'The chance that one of so many samples of a question is right.',
  fields: (t) => ({
    tries: t.exposeInt('tries', { description: 'How many samples.' }),
    value: t.exposeFloat('value', { description: 'The mean over questions.' }),
    rows: t.exposeInt('rows', { description: 'How many questions have as many samples.' }),
  }),
});

const Majority = builder.objectRef<NonNullable<Numbers['majority']>>('Majority').implement({
  description: 'How often the most frequent answer is right; of several the first.',
  fields: (t) => ({
    value: t.exposeFloat('value', { description: 'The share of questions.' }),
    rows: t.exposeInt('rows', { description: 'How many questions there are.' }),
  }),
});

const SampleLengths = builder.objectRef<Lengths>('SampleLengths').implement({
  description: 'How long samples are on average; null where there are none.',
  fields: (t) => ({
    all: t.exposeFloat('all', { nullable: true, description: 'All samples.' }),
    correct: t.exposeFloat('correct', { nullable: true, description: 'The correct ones.' }),
    wrong: t.exposeFloat('wrong', { nullable: true, description: 'The wrong ones.' }),
  }),
});

const MetaGroupObject = builder.objectRef<MetaGroup>('MetaGroup').implement({
  description: 'The questions that have one value in their fields.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where it stands, keys with dots between.' }),
    value: t.exposeString('value', { description: 'The value.' }),
    rows: t.exposeInt('rows', { description: 'How many questions.' }),
    accuracy: t.expose('accuracy', { type: EstimateObject, description: 'Their accuracy.' }),
  }),
});

export const EvaluationNumbers = builder.objectRef<Numbers>('EvaluationNumbers').implement({
  description: 'What the samples of an evaluation come to.',
  fields: (t) => ({
    rows: t.exposeInt('rows', { description: 'Questions with at least one verdict.' }),
    samplesPerRow: t.exposeInt('samplesPerRow', {
      description: 'Samples of a question that were wanted.',
    }),
    shortRows: t.exposeInt('shortRows', {
      description:
        'Questions with fewer verdicts: an error makes the samples of a question fewer, never wrong.',
    }),
    accuracy: t.expose('accuracy', {
      type: EstimateObject,
      nullable: true,
      description: 'Mean over questions of the share that is correct: avg@k.',
    }),
    solvedIn: t.expose('solvedIn', {
      type: [SolvedIn],
      description: 'For 1, 2, 4, … tries: pass@j.',
    }),
    majority: t.expose('majority', {
      type: Majority,
      nullable: true,
      description: 'The share whose most frequent answer is right: maj@k; null of one sample.',
    }),
    formatShare: t.exposeFloat('formatShare', {
      nullable: true,
      description:
        'The share of samples in which an answer was found where one was asked for, right or wrong; of those that got a verdict.',
    }),
    cutOffShare: t.exposeFloat('cutOffShare', {
      nullable: true,
      description: 'The share of samples that were cut off, likewise.',
    }),
    tokens: t.expose('tokens', { type: SampleLengths, description: 'In tokens.' }),
    characters: t.expose('characters', { type: SampleLengths, description: 'In characters.' }),
    visibleDifference: t.exposeFloat('visibleDifference', {
      description:
        'Lesser differences than this share can not be told from chance, by how many questions and samples there are.',
    }),
    expectedLossPerToken: t.exposeFloat('expectedLossPerToken', {
      nullable: true,
      description: 'Minus the log probability of a token of the expected texts.',
    }),
    groups: t.expose('groups', {
      type: [MetaGroupObject],
      description: 'By each value of the fields that have a few.',
    }),
  }),
});
