import { ACTIVITIES } from '../../server/runs/activities.ts';
import { storedPlan, type TrainingPlan } from '../../server/runs/plan.ts';
import {
  storedThroughput,
  type Throughput,
  tokensPerSecond,
} from '../../server/runs/throughput.ts';
import { builder } from '../builder.ts';

export const TrainingPlanObject = builder.objectRef<TrainingPlan>('TrainingPlan').implement({
  description: 'What a training makes of its rows.',
  fields: (t) => ({
    rows: t.exposeInt('rows', { description: 'Rows that are trained on.' }),
    evaluationRows: t.exposeInt('evaluationRows', { description: 'Rows held out for evaluation.' }),
    droppedRows: t.exposeInt('droppedRows', { description: 'Rows that are left out.' }),
    isPacked: t.exposeBoolean('isPacked', {
      description: 'Whether several rows are laid into one sequence.',
    }),
    sequences: t.exposeInt('sequences', {
      nullable: true,
      description:
        'Sequences of the first epoch: rows, or several rows each where they are packed.',
    }),
    lengths: t.exposeIntList('lengths', {
      description: 'The tokens that batches are padded to: a few lengths, ascending.',
    }),
    fill: t.exposeFloat('fill', {
      nullable: true,
      description: 'Which share of the computed tokens of the first epoch is real, 0 to 1.',
    }),
    stepsPerEpoch: t.exposeFloat('stepsPerEpoch', {
      nullable: true,
      description: 'Optimizer steps of the first epoch.',
    }),
    totalSteps: t.exposeInt('totalSteps', { description: 'Optimizer steps in all.' }),
  }),
});

const ActivityTime = builder
  .objectRef<{ activity: string; seconds: number }>('ActivityTime')
  .implement({
    description: 'How much of the time of a training one activity took.',
    fields: (t) => ({
      activity: t.exposeString('activity', { description: `One of ${ACTIVITIES.join(', ')}.` }),
      seconds: t.exposeFloat('seconds', { description: 'Seconds of the last process.' }),
    }),
  });

const ThroughputObject = builder.objectRef<Throughput>('Throughput').implement({
  description: 'Where the time of the last process of a training went.',
  fields: (t) => ({
    tokens: t.float({
      description: 'Real tokens of the steps done.',
      resolve: ({ tokens }) => tokens,
    }),
    computedTokens: t.float({
      description: 'All tokens that were computed for them, with padding.',
      resolve: ({ computedTokens }) => computedTokens,
    }),
    tokensPerSecond: t.float({
      nullable: true,
      description: 'Real tokens for each second in steps.',
      resolve: tokensPerSecond,
    }),
    times: t.field({
      type: [ActivityTime],
      description: 'How long each activity took, in the order in which they come.',
      resolve: ({ seconds }) =>
        ACTIVITIES.flatMap((activity) => {
          const taken = seconds[activity];
          return taken === undefined ? [] : { activity, seconds: taken };
        }),
    }),
    firstStepSeconds: t.exposeFloat('firstStepSeconds', {
      nullable: true,
      description: 'From the start of the process to the end of its first step.',
    }),
    peakMemoryBytes: t.exposeFloat('peakMemoryBytes', {
      nullable: true,
      description: 'The most bytes held at once: of the fullest device, on a CPU of the process.',
    }),
  }),
});

builder.prismaObjectFields('Run', (t) => ({
  plan: t.field({
    type: TrainingPlanObject,
    nullable: true,
    description: 'What the trainer makes of its rows; null before it planned, and for a dry run.',
    select: { plan: true },
    resolve: storedPlan,
  }),
  throughput: t.field({
    type: ThroughputObject,
    nullable: true,
    description: 'Where the time goes; null before the first step, and for a dry run.',
    select: { throughput: true },
    resolve: storedThroughput,
  }),
}));
