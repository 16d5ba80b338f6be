import { z } from 'zod';
import { InvalidStateError, NotFoundError, ValidationError } from '../../server/errors.ts';
import {
  type DeletedCheckpoints,
  deleteCheckpoints,
  previewCheckpoints,
} from '../../server/storage/deleteCheckpoints.ts';
import { builder } from '../builder.ts';

const MOST_STEPS = 1_000;

const checkpointSteps = z.array(z.int().min(1)).min(1).max(MOST_STEPS);

const CheckpointDeletion = builder
  .objectRef<Awaited<ReturnType<typeof previewCheckpoints>>>('CheckpointDeletion')
  .implement({
    description: 'What deleting checkpoints would free.',
    fields: (t) => ({
      freedBytes: t.field({
        type: 'BigInt',
        description: 'How much disk comes free: files that have no name elsewhere.',
        resolve: ({ freedBytes }) => BigInt(freedBytes),
      }),
      keptBytes: t.field({
        type: 'BigInt',
        description: 'How much more their files hold that is kept elsewhere.',
        resolve: ({ keptBytes }) => BigInt(keptBytes),
      }),
    }),
  });

const DeletedCheckpointsObject = builder
  .objectRef<DeletedCheckpoints>('DeletedCheckpoints')
  .implement({
    description: 'What came of deleting checkpoints.',
    fields: (t) => ({
      runId: t.exposeID('runId', { description: 'Id of their run.' }),
      deletedSteps: t.exposeIntList('deletedSteps', {
        description: 'The steps of those that are gone.',
      }),
      freedBytes: t.field({
        type: 'BigInt',
        description: 'How much disk came free.',
        resolve: ({ freedBytes }) => BigInt(freedBytes),
      }),
      leftovers: t.exposeStringList('leftovers', {
        description: 'What could not be removed, where it lies, and why.',
      }),
    }),
  });

const runId = { required: true, description: 'Id of the run.' } as const;
const steps = {
  required: true,
  description: 'Their steps. Those that the run does not keep are passed over.',
} as const;

builder.queryFields((t) => ({
  checkpointDeletion: t.field({
    type: CheckpointDeletion,
    description: 'What of the disk would come free with checkpoints of a run.',
    errors: { types: [NotFoundError, ValidationError] },
    args: { runId: t.arg.id(runId), steps: t.arg.intList(steps).validate(checkpointSteps) },
    resolve: (_root, args, { runs }) => previewCheckpoints(runs, args),
  }),
}));

builder.mutationFields((t) => ({
  deleteCheckpoints: t.field({
    type: DeletedCheckpointsObject,
    description:
      'Removes checkpoints of a run that has ended. What was made of them stays. Refused while another run is to go on from it and has not begun.',
    errors: { types: [NotFoundError, InvalidStateError, ValidationError] },
    args: { runId: t.arg.id(runId), steps: t.arg.intList(steps).validate(checkpointSteps) },
    resolve: async (_root, args, { runs, storage }) => {
      const deleted = await deleteCheckpoints(runs, args);
      storage.outdate();
      return deleted;
    },
  }),
}));
