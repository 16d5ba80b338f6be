import { InvalidStateError, NotFoundError } from '../../server/errors.ts';
import { cancelRun } from '../../server/runs/cancel.ts';
import { builder } from '../builder.ts';
import { idArgument } from './arguments.ts';
import { Run } from './run.ts';

builder.mutationFields((t) => ({
  cancelRun: t.field({
    type: Run,
    description: 'Stops a run: one that waits at once, one at work as soon as it can.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_root, { id }, { runs }) => cancelRun(runs, id),
  }),
}));
