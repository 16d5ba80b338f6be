import { z } from 'zod';
import { ValidationError } from '../../server/errors.ts';
import type { DeletedRuns } from '../../server/storage/deletions.ts';
import type { Refusal } from '../../server/storage/obstacles.ts';
import { previewDeletion, type RunDeletion } from '../../server/storage/preview.ts';
import { builder } from '../builder.ts';

const MOST_RUNS = 10_000;

const runIds = z.array(z.string()).min(1).max(MOST_RUNS);

const RefusedDeletion = builder.objectRef<Refusal>('RefusedDeletion').implement({
  description: 'A run that can not be deleted now.',
  fields: (t) => ({
    runId: t.exposeID('id', { description: 'Id of the run.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    reason: t.exposeString('reason', { description: 'What is in the way, and what to do.' }),
  }),
});

const RunDeletionObject = builder.objectRef<RunDeletion>('RunDeletion').implement({
  description: 'What deleting runs would take away.',
  fields: (t) => ({
    runCount: t.exposeInt('runCount', { description: 'How many of the runs can be deleted.' }),
    names: t.exposeStringList('names', {
      description: 'What the first five of them are called.',
    }),
    checkpointCount: t.exposeInt('checkpointCount', {
      description: 'How many checkpoints they have made.',
    }),
    sampleCount: t.exposeInt('sampleCount', { description: 'How many samples go with them.' }),
    evaluationCount: t.exposeInt('evaluationCount', {
      description: 'How many evaluations go with them; models and the leaderboard then lack these.',
    }),
    modelVersionCount: t.exposeInt('modelVersionCount', {
      description: 'How many versions of registered models were made of them, which stay.',
    }),
    freedBytes: t.field({
      type: 'BigInt',
      description: 'How much disk comes free: files that have no name elsewhere.',
      resolve: ({ freedBytes }) => BigInt(freedBytes),
    }),
    keptBytes: t.field({
      type: 'BigInt',
      description:
        'How much more their files hold that is kept elsewhere, as in the folders of models and of runs that started from them.',
      resolve: ({ keptBytes }) => BigInt(keptBytes),
    }),
    refused: t.field({
      type: [RefusedDeletion],
      description: 'Those that can not be deleted now.',
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ refused }) => refused,
    }),
  }),
});

const DeletedRunsObject = builder.objectRef<DeletedRuns>('DeletedRuns').implement({
  description: 'What came of deleting runs.',
  fields: (t) => ({
    deletedIds: t.exposeIDList('deletedIds', { description: 'Ids of those that are gone.' }),
    freedBytes: t.field({
      type: 'BigInt',
      description: 'How much disk came free.',
      resolve: ({ freedBytes }) => BigInt(freedBytes),
    }),
    refused: t.field({
      type: [RefusedDeletion],
      description: 'Those that stay as they are.',
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ refused }) => refused,
    }),
    leftovers: t.exposeStringList('leftovers', {
      description: 'What of their files could not be removed, where it lies, and why.',
    }),
  }),
});

const ids = {
  required: true,
  description: `Ids of the runs, at most ${MOST_RUNS}. Those that are not there are passed over.`,
} as const;

builder.queryFields((t) => ({
  runDeletion: t.field({
    type: RunDeletionObject,
    description: 'What deleting runs would take away, and what of the disk would come free.',
    complexity: { field: 50 },
    args: { ids: t.arg.idList(ids).validate(runIds) },
    resolve: (_root, { ids }, { database, deletions }) =>
      previewDeletion(database, { ids, place: deletions.place }),
  }),
}));

builder.mutationFields((t) => ({
  deleteRuns: t.field({
    type: DeletedRunsObject,
    description:
      'Deletes runs that have ended, with all that belongs to them: log, metrics, checkpoints, samples, evaluations and their folders. Models and what other runs started from stay. Those that can not be deleted are left as they are, and said.',
    errors: { types: [ValidationError] },
    args: { ids: t.arg.idList(ids).validate(runIds) },
    resolve: (_root, { ids }, { deletions }) => deletions.deleteRuns(ids),
  }),
}));
