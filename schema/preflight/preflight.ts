import type { Preflight } from '../../server/preflight/dryRun.ts';
import type { Check } from '../../server/preflight/evidence.ts';
import type { DroppedRow } from '../../server/preflight/rows.ts';
import { storedPreflight } from '../../server/preflight/stored.ts';
import { builder } from '../builder.ts';

const CheckStatus = builder.enumType('CheckStatus', {
  description: 'What a check found.',
  values: {
    PASS: { description: 'All is well.' },
    WARN: { description: 'Training would work, but not do all that was meant.' },
    FAIL: { description: 'Training would fail, or be for nothing.' },
    INFO: { description: 'Good to know.' },
  },
});

const CheckObject = builder.objectRef<Check>('Check').implement({
  description: 'One thing that a dry run looked at.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it looked at, such as `length`.' }),
    status: t.expose('status', { type: CheckStatus, description: 'What it found.' }),
    message: t.exposeString('message', {
      description: 'The finding with its numbers, and what to do.',
    }),
  }),
});

const DroppedRowObject = builder.objectRef<DroppedRow>('DroppedRow').implement({
  description: 'A row that training would drop.',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'Number of the row in the export, from 1.' }),
    traceId: t.exposeID('traceId', { description: 'Id of the trace.' }),
    reason: t.exposeString('reason', {
      description: 'Why, for programs: `too_long` or `forged_turn`.',
    }),
    detail: t.exposeString('detail', { description: 'Why, with the numbers.' }),
  }),
});

const PreflightObject = builder.objectRef<Preflight>('Preflight').implement({
  description: 'What a dry run found.',
  fields: (t) => ({
    passed: t.exposeBoolean('passed', { description: 'Whether no check failed.' }),
    checks: t.expose('checks', {
      type: [CheckObject],
      description: 'All checks, in the order in which they were made.',
    }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows of the dataset.' }),
    droppedCount: t.exposeInt('droppedCount', { description: 'Rows that training would drop.' }),
    droppedRows: t.expose('droppedRows', {
      type: [DroppedRowObject],
      description: 'The first hundred of them; all are to be had from `/runs/{id}/dropped.jsonl`.',
    }),
    stepsPerEpoch: t.exposeInt('stepsPerEpoch', { description: 'Optimizer steps in an epoch.' }),
    totalSteps: t.exposeInt('totalSteps', { description: 'Optimizer steps in all.' }),
    sequences: t.int({
      nullable: true,
      description:
        'Sequences of the first epoch: rows, or several rows each where they are packed. Null for dry runs of before there was packing.',
      resolve: ({ plan }) => plan?.sequences,
    }),
    fill: t.float({
      nullable: true,
      description: 'Which share of the computed tokens is real, 0 to 1; null likewise.',
      resolve: ({ plan }) => plan?.fill,
    }),
    packedFill: t.float({
      nullable: true,
      description:
        'What packing would make of it, where it is under 0.7 and the model takes packed rows.',
      resolve: ({ packed }) => packed?.fill,
    }),
    isExact: t.boolean({
      nullable: true,
      description: 'Whether tokens were counted rather than estimated; null likewise.',
      resolve: ({ isExact }) => isExact,
    }),
  }),
});

builder.prismaObjectFields('Run', (t) => ({
  preflight: t.field({
    type: PreflightObject,
    nullable: true,
    description: 'What a dry run found; null before it ends, and for training.',
    select: { preflight: true },
    resolve: storedPreflight,
  }),
}));
