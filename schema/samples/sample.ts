import type { Sample } from '../../prisma/generated/sqlite/client.ts';
import type { RunSample } from '../../server/runs/feed.ts';
import { followSamples, type SampleBatch } from '../../server/samples/follow.ts';
import { builder } from '../builder.ts';
import { afterArgument, idArgument } from '../runs/arguments.ts';

const SampleFinish = builder.enumType('SampleFinish', {
  description: 'Why a model stopped writing.',
  values: {
    STOP: { description: 'It ended its answer.' },
    LENGTH: { description: 'It had written as much as it may.' },
  },
});

export const SampleOutcome = builder.enumType('SampleOutcome', {
  description: 'What became of a sample.',
  values: {
    CORRECT: { description: 'The answer is the expected one.' },
    WRONG: { description: 'The answer is another.' },
    NO_ANSWER: { description: 'There is no answer in it.' },
    CUT_OFF: { description: 'It ended before it was finished, and is not read for an answer.' },
    ERROR: { description: 'There was no verdict.' },
  },
});

export const SampleObject = builder.objectRef<Sample | RunSample>('Sample').implement({
  description: 'What a model answered once, and what became of it.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number in the run, from 1.' }),
    step: t.exposeInt('step', { description: 'The step of the checkpoint; 0 is the base.' }),
    row: t.exposeInt('row', { description: 'The line of its question, from 0.' }),
    index: t.exposeInt('index', { description: 'Which of the samples of its question, from 0.' }),
    promptDigest: t.exposeString('promptDigest', {
      description: 'SHA-256 of the prompt as the model was given it, in hexadecimal.',
    }),
    completion: t.exposeString('completion', { description: 'All that the model wrote.' }),
    finish: t.expose('finish', { type: SampleFinish, description: 'Why it stopped.' }),
    tokens: t.exposeInt('tokens', { description: 'Its tokens, without the one that ended it.' }),
    answer: t.exposeString('answer', {
      nullable: true,
      description: 'The answer that was found in it.',
    }),
    outcome: t.expose('outcome', { type: SampleOutcome, description: 'What became of it.' }),
    score: t.exposeFloat('score', {
      nullable: true,
      description: '1 where the answer is right, 0 where it is not; null without a verdict.',
    }),
    reason: t.exposeString('reason', { description: 'Why the outcome is what it is.' }),
    meanLogprob: t.exposeFloat('meanLogprob', {
      nullable: true,
      description: 'Mean log probability of its tokens.',
    }),
    sameAs: t.exposeInt('sameAs', {
      nullable: true,
      description: 'Index of the first sample of its question whose answer is equal.',
    }),
  }),
});

const RunSampleBatch = builder.objectRef<SampleBatch>('RunSampleBatch').implement({
  description: 'Samples that follow one another.',
  fields: (t) => ({
    samples: t.expose('samples', { type: [SampleObject], description: 'The samples.' }),
    cursor: t.exposeInt('cursor', { description: 'The place after them, to go on from.' }),
  }),
});

builder.prismaObjectFields('Run', (t) => ({
  sampleCount: t.exposeInt('sampleSeq', {
    description: 'How many samples are stored: the cursor to follow `runSamples` from.',
  }),
}));

builder.subscriptionFields((t) => ({
  runSamples: t.field({
    type: RunSampleBatch,
    description:
      'What the model of an evaluation writes: the samples that are stored after a place, then new ones as they come. Ends with the run.',
    args: { id: t.arg.id(idArgument), after: t.arg.int(afterArgument) },
    subscribe: (_root, { id, after }, { runs }) => followSamples(runs, { runId: id, after }),
    resolve: (batch: SampleBatch) => batch,
  }),
}));
