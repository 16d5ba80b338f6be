import { z } from 'zod';
import { baselineDifference } from '../../server/evaluations/leaderboard/baselineDifference.ts';
import {
  type LeaderboardEntry,
  type LeaderboardGroup,
  leaderboard,
} from '../../server/evaluations/leaderboard/leaderboard.ts';
import type { PairedDifference } from '../../server/evaluations/statistics/pairedDifference.ts';
import { builder } from '../builder.ts';
import { Baseline } from './baselines.ts';
import { Evaluation } from './evaluation.ts';
import { PairedDifferenceInterface } from './paired.ts';

const BaselineDifference = builder.objectRef<PairedDifference>('BaselineDifference').implement({
  description: 'How an evaluation differs from a baseline.',
  interfaces: [PairedDifferenceInterface],
});

const Entry = builder.objectRef<LeaderboardEntry>('LeaderboardEntry').implement({
  description: 'A subject among those that were evaluated under the same conditions.',
  fields: (t) => ({
    rank: t.exposeInt('rank', {
      description:
        'One more than the number of those that a paired test tells to be better; those that can not be told apart share it.',
    }),
    evaluation: t.expose('evaluation', {
      type: Evaluation,
      description: 'The newest evaluation of the subject.',
    }),
    repeatCount: t.exposeInt('repeatCount', {
      description: 'How often else it was evaluated so, with this seed or another.',
    }),
    difference: t.field({
      type: BaselineDifference,
      nullable: true,
      description: 'How it differs from the baseline; null without one, and of itself.',
      complexity: 10,
      resolve: (entry, _args, { database, signal }) => baselineDifference(database, entry, signal),
    }),
  }),
});

const Group = builder.objectRef<LeaderboardGroup>('LeaderboardGroup').implement({
  description: 'What was evaluated under the same conditions.',
  fields: (t) => ({
    pinsHash: t.exposeID('pinsHash', { description: 'The digest of the conditions.' }),
    baseline: t.expose('baseline', {
      type: Baseline,
      nullable: true,
      description: 'What the entries are held against.',
    }),
    entries: t.expose('entries', {
      type: [Entry],
      complexity: { field: 1, multiplier: 5 },
      description: 'The subjects, the best first; at most 30.',
    }),
    leftOut: t.exposeInt('leftOut', { description: 'Subjects that are left out, below those.' }),
  }),
});

builder.queryFields((t) => ({
  leaderboard: t.field({
    type: [Group],
    description:
      'What was evaluated on a dataset, ranked apart for each of the conditions, the last used first.',
    complexity: ({ first }) => ({ field: 50, multiplier: first }),
    args: {
      datasetKey: t.arg.string({ required: true, description: 'Key of the dataset.' }),
      baseline: t.arg.string({
        description: 'Name of the baseline to hold them against; the last set without it.',
      }),
      first: t.arg
        .int({
          required: true,
          defaultValue: 5,
          description: 'How many conditions to answer at most; 1 to 20.',
        })
        .validate(z.int().min(1).max(20)),
    },
    resolve: (_root, { datasetKey, baseline, first }, { database }) =>
      leaderboard(database, { datasetKey, baseline, groups: first }),
  }),
}));
